{{/* files/rbac.yaml holds the rights of each fix and of looking, made from their definitions (`npm run chart-data`).
Here they are put together as `registry-medic rbac` does: a test compares the two. */}}

{{/* Rules from rights, as YAML: rules: [...]. Takes rights, `write` or `read`, names of Secrets that may be copied. */}}
{{- define "registry-medic.rules" -}}
{{- $kind := index . 1 -}}
{{- $sources := index . 2 -}}
{{- $places := dict -}}
{{- range $right := index . 0 -}}
{{- $named := default "" $right.names -}}
{{- $key := printf "%s/%s/%s" $right.group $right.resource $named -}}
{{- if not (hasKey $places $key) -}}
{{- $_ := set $places $key (dict "group" $right.group "resource" $right.resource "named" $named "verbs" list) -}}
{{- end -}}
{{- $place := get $places $key -}}
{{- $verbs := append $place.verbs $right.verb -}}
{{- if and (eq $kind "write") (ne $right.verb "create") -}}{{- $verbs = append $verbs "get" -}}{{- end -}}
{{- $_ := set $place "verbs" $verbs -}}
{{- end -}}
{{- $rules := list -}}
{{- range $key := keys $places | sortAlpha -}}
{{- $place := get $places $key -}}
{{- $rule := dict "apiGroups" (list $place.group) "resources" (list $place.resource) "verbs" ($place.verbs | uniq | sortAlpha) -}}
{{- if not $place.named -}}
{{- $rules = append $rules $rule -}}
{{- else if $sources -}}
{{- $rules = append $rules (set $rule "resourceNames" $sources) -}}
{{- end -}}
{{- end -}}
{{- dict "rules" $rules | toYaml -}}
{{- end -}}

{{/* Everything that is granted here, as YAML: writing, open, secrets (rules) and sources (Secrets that may be copied). */}}
{{- define "registry-medic.rights" -}}
{{- $data := .Files.Get "files/rbac.yaml" | fromYaml -}}
{{- $enabled := default list (.Values.config.remediations).enabled -}}
{{- $writes := list -}}
{{- $reads := $data.reading -}}
{{- range $id := $enabled -}}
{{- $fix := get $data.remediations $id -}}
{{- if not $fix -}}
{{- fail (printf "config.remediations.enabled: there is no fix `%s`. There are: %s" $id (keys $data.remediations | sortAlpha | join ", ")) -}}
{{- end -}}
{{- $writes = concat $writes $fix.writes -}}
{{- $reads = concat $reads $fix.reads -}}
{{- end -}}
{{- if (((.Values.config.alerts).watch).clusters) -}}{{- $reads = concat $reads $data.watching -}}{{- end -}}
{{- $copies := false -}}
{{- $touches := false -}}
{{- range $writes -}}
{{- if eq (default "" .names) "secret-sources" -}}{{- $copies = true -}}{{- end -}}
{{- if eq .resource "secrets" -}}{{- $touches = true -}}{{- end -}}
{{- end -}}
{{- if and $touches (not .Values.rbac.namespaces) -}}
{{- fail "rbac.namespaces: one of the enabled fixes writes Secrets; say in which namespaces. Never all of them" -}}
{{- end -}}
{{- $sources := list -}}
{{- if $copies -}}
{{- $here := include "registry-medic.here" . -}}
{{- range (.Values.config.remediations).secretSources -}}
{{- if or (not .cluster) (eq .cluster $here) -}}{{- $sources = append $sources (pick . "namespace" "name") -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $names := list -}}
{{- range $sources -}}{{- $names = append $names .name -}}{{- end -}}
{{- $names = $names | uniq | sortAlpha -}}
{{- $open := list -}}
{{- $secrets := list -}}
{{- range $reads -}}
{{- if and (eq .group "") (eq .resource "secrets") -}}{{- $secrets = append $secrets . -}}{{- else -}}{{- $open = append $open . -}}{{- end -}}
{{- end -}}
{{- $result := dict "sources" $sources -}}
{{- $_ := set $result "writing" (include "registry-medic.rules" (list $writes "write" $names) | fromYaml).rules -}}
{{- $_ := set $result "open" (include "registry-medic.rules" (list $open "read" list) | fromYaml).rules -}}
{{- $_ := set $result "secrets" (include "registry-medic.rules" (list $secrets "read" list) | fromYaml).rules -}}
{{- toYaml $result -}}
{{- end -}}

{{/* A Role or ClusterRole with its binding. Takes root, name, namespace (empty: for the whole cluster), rules, roles
whose service accounts are bound. */}}
{{- define "registry-medic.grant" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $namespace := index . 2 -}}
{{- $kind := empty $namespace | ternary "ClusterRole" "Role" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "registry-medic.labels" (list $root "rights") | nindent 4 }}
rules: {{- index . 3 | toYaml | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "registry-medic.labels" (list $root "rights") | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $name }}
subjects:
  {{- range index . 4 }}
  - kind: ServiceAccount
    name: {{ include "registry-medic.roleName" (list $root .) }}
    namespace: {{ $root.Release.Namespace }}
  {{- end }}
{{- end -}}
