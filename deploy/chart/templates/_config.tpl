{{/* Which roles run here, as YAML: roles: [bot, worker, ...]. The remediator only where some fix is enabled. */}}
{{- define "registry-medic.roles" -}}
{{- $roles := list "worker" -}}
{{- if eq .Values.mode "hub" -}}{{- $roles = prepend $roles "bot" -}}{{- end -}}
{{- if (.Values.config.remediations).enabled -}}{{- $roles = append $roles "remediator" -}}{{- end -}}
{{- dict "roles" $roles | toYaml -}}
{{- end -}}

{{/* The name of the cluster this release is in; empty where it serves none by its service account. */}}
{{- define "registry-medic.here" -}}
{{- if eq .Values.mode "agent" -}}
{{- .Values.cluster -}}
{{- else if not .Values.config.clusters -}}
in-cluster
{{- else -}}
{{- range .Values.config.clusters -}}{{- if .inCluster -}}{{ .name }}{{- end -}}{{- end -}}
{{- end -}}
{{- end -}}

{{/* Clusters whose queues the workers of this release take, as YAML; questions about no cluster are the hub's. */}}
{{- define "registry-medic.served" -}}
{{- $served := list -}}
{{- if eq .Values.mode "agent" -}}
{{- $served = list .Values.cluster -}}
{{- else -}}
{{- range .Values.config.clusters -}}{{- if not .agent -}}{{- $served = append $served .name -}}{{- end -}}{{- end -}}
{{- if not .Values.config.clusters -}}{{- $served = list "in-cluster" -}}{{- end -}}
{{- end -}}
{{- dict "served" $served | toYaml -}}
{{- end -}}

{{/* The YAML file of one role: no role is told of a login that is not its own. */}}
{{- define "registry-medic.roleConfig" -}}
{{- $config := deepCopy (first .).Values.config -}}
{{- /* Written out, so that the rest of the file can name it. */ -}}
{{- if not $config.clusters -}}
{{- $_ := set $config "clusters" (list (dict "name" "in-cluster" "inCluster" true "default" true)) -}}
{{- end -}}
{{- $role := last . -}}
{{- $without := dict "bot" (list "login" "writeLogin" "ca" "proxy") "worker" (list "writeLogin") "remediator" list -}}
{{- if $config.registries -}}
{{- $registries := list -}}
{{- range $config.registries -}}
{{- $one := . -}}
{{- range get $without $role -}}{{- $one = omit $one . -}}{{- end -}}
{{- $registries = append $registries $one -}}
{{- end -}}
{{- $_ := set $config "registries" $registries -}}
{{- end -}}
{{- if eq $role "bot" -}}
{{- $config = omit $config "network" -}}
{{- else if $config.alerts -}}
{{- $_ := set $config "alerts" (omit $config.alerts "webhooks") -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{/* Names of the variables with passwords that the file of one role names, as YAML. */}}
{{- define "registry-medic.passwords" -}}
{{- $config := include "registry-medic.roleConfig" . | fromYaml -}}
{{- $names := list -}}
{{- range $config.registries -}}
{{- with .login -}}{{- $names = append $names .passwordEnv -}}{{- end -}}
{{- with .writeLogin -}}{{- $names = append $names .passwordEnv -}}{{- end -}}
{{- end -}}
{{- range ($config.alerts).webhooks -}}
{{- with .auth.bearer -}}{{- $names = append $names .tokenEnv -}}{{- end -}}
{{- with .auth.basic -}}{{- $names = append $names .passwordEnv -}}{{- end -}}
{{- with .auth.hmac -}}{{- $names = append $names .secretEnv -}}{{- end -}}
{{- end -}}
{{- dict "names" ($names | uniq | sortAlpha) | toYaml -}}
{{- end -}}

{{/* Contradictions that no schema shows; each says what to write. */}}
{{- define "registry-medic.refusals" -}}
{{- $names := list -}}
{{- $inCluster := list -}}
{{- range .Values.config.clusters -}}
{{- $names = append $names .name -}}
{{- if .inCluster -}}{{- $inCluster = append $inCluster .name -}}{{- end -}}
{{- end -}}
{{- if gt (len $inCluster) 1 -}}
{{- fail (printf "config.clusters: %s are all `inCluster: true`, and a release is in one cluster; write `agent: true` for those that an agent serves" (join ", " $inCluster)) -}}
{{- end -}}
{{- if eq .Values.mode "agent" -}}
{{- if not .Values.cluster -}}{{- fail "cluster: an agent serves one cluster; write its name as under config.clusters" -}}{{- end -}}
{{- if not (has .Values.cluster $names) -}}{{- fail (printf "cluster: there is no cluster `%s` under config.clusters; give agents the config of the hub, with `agent: true` at their cluster" .Values.cluster) -}}{{- end -}}
{{- range .Values.config.clusters -}}
{{- if and (eq .name $.Values.cluster) (not .agent) -}}{{- fail (printf "config.clusters: write `agent: true` at `%s`, here and in the hub; else the hub asks it as well" .name) -}}{{- end -}}
{{- end -}}
{{- if .Values.redis.bundled.enabled -}}{{- fail "redis.bundled: an agent has no Redis of its own; write the hub's in redis.existingSecret or redis.url" -}}{{- end -}}
{{- if .Values.ingress.enabled -}}{{- fail "ingress: an agent only connects outwards; there is nothing to expose" -}}{{- end -}}
{{- else if .Values.cluster -}}
{{- fail "cluster: only agents are given one (mode: agent); the hub serves the clusters under config.clusters" -}}
{{- end -}}
{{- $ways := list -}}
{{- if .Values.redis.existingSecret.name -}}{{- $ways = append $ways "redis.existingSecret" -}}{{- end -}}
{{- if .Values.redis.url -}}{{- $ways = append $ways "redis.url" -}}{{- end -}}
{{- if .Values.redis.bundled.enabled -}}{{- $ways = append $ways "redis.bundled" -}}{{- end -}}
{{- if eq (len $ways) 0 -}}{{- fail "redis: write where it is: redis.existingSecret.name (a Secret with REDIS_URL), redis.url, or redis.bundled.enabled for trying out" -}}{{- end -}}
{{- if gt (len $ways) 1 -}}{{- fail (printf "redis: %s are all set; keep one" (join " and " $ways)) -}}{{- end -}}
{{- if and .Values.ingress.enabled (eq .Values.slack.mode "socket") (not (.Values.config.alerts).webhooks) -}}
{{- fail "ingress: there is nothing to expose: with Socket Mode and without config.alerts.webhooks nobody calls the bot" -}}
{{- end -}}
{{- if and .Values.node.enabled (not (include "registry-medic.here" .)) -}}
{{- fail "node: which cluster do these nodes belong to? Write `inCluster: true` at it under config.clusters" -}}
{{- end -}}
{{- if eq .Values.mode "hub" -}}
{{- range $role := (include "registry-medic.roles" . | fromYaml).roles -}}
{{- if and (has $role (list "worker" "remediator")) (not (get $.Values.kubeconfigs $role).existingSecret) -}}
{{- range $.Values.config.clusters -}}
{{- if not (or .inCluster .agent) -}}{{- fail (printf "kubeconfigs.%s.existingSecret: the %s reaches cluster `%s` by a kubeconfig; name the Secret that holds it, or write `inCluster: true` or `agent: true` at the cluster" $role $role .name) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
