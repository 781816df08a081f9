{{/* Name and key of the Secret with REDIS_URL, as YAML. */}}
{{- define "registry-medic.redisSecret" -}}
{{- if .Values.redis.existingSecret.name -}}
{{- dict "name" .Values.redis.existingSecret.name "key" .Values.redis.existingSecret.key | toYaml -}}
{{- else -}}
{{- dict "name" (include "registry-medic.roleName" (list . "redis")) "key" "REDIS_URL" | toYaml -}}
{{- end -}}
{{- end -}}

{{- define "registry-medic.slackSecret" -}}
{{- .Values.slack.existingSecret | default (include "registry-medic.roleName" (list . "slack")) -}}
{{- end -}}

{{- define "registry-medic.credentialsSecret" -}}
{{- .Values.credentials.existingSecret | default (include "registry-medic.roleName" (list . "credentials")) -}}
{{- end -}}

{{/* One variable from a Secret. Takes variable, secret, key. */}}
{{- define "registry-medic.fromSecret" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}

{{/* What every process is given, the node's too. */}}
{{- define "registry-medic.commonEnv" -}}
{{- $root := first . -}}
{{- $redis := include "registry-medic.redisSecret" $root | fromYaml -}}
- name: REGISTRY_MEDIC_ROLE
  value: {{ last . }}
- name: LOG_LEVEL
  value: {{ $root.Values.logLevel }}
{{ include "registry-medic.fromSecret" (list "REDIS_URL" $redis.name $redis.key) }}
{{- with $root.Values.proxy.httpsProxy }}
- name: HTTPS_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with $root.Values.proxy.httpProxy }}
- name: HTTP_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with $root.Values.proxy.noProxy }}
- name: NO_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with $root.Values.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
- name: OTEL_SERVICE_NAME
  value: {{ include "registry-medic.fullname" $root }}
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ $root.Values.tracing.share | quote }}
{{- with $root.Values.tracing.headersSecret }}
{{- if .name }}
{{ include "registry-medic.fromSecret" (list "OTEL_EXPORTER_OTLP_HEADERS" .name .key) }}
{{- end }}
{{- end }}
{{- end }}
{{- with $root.Values.certificates.trustedByAll }}
- name: NODE_EXTRA_CA_CERTS
  value: /etc/registry-medic/certificates/{{ . }}
{{- end }}
{{- end -}}

{{/* What bot, worker and remediator are given: each only the secrets that its own file names. */}}
{{- define "registry-medic.env" -}}
{{- $root := first . -}}
{{- $role := last . -}}
{{ include "registry-medic.commonEnv" . }}
- name: PORT
  value: "3000"
- name: METRICS_PORT
  value: "3002"
- name: REGISTRY_MEDIC_CONFIG
  value: /etc/registry-medic/config/registry-medic.yaml
{{- if eq $role "bot" }}
{{- $slack := include "registry-medic.slackSecret" $root }}
{{ include "registry-medic.fromSecret" (list "SLACK_BOT_TOKEN" $slack "SLACK_BOT_TOKEN") }}
{{- if eq $root.Values.slack.mode "socket" }}
{{ include "registry-medic.fromSecret" (list "SLACK_APP_TOKEN" $slack "SLACK_APP_TOKEN") }}
{{- else }}
{{ include "registry-medic.fromSecret" (list "SLACK_SIGNING_SECRET" $slack "SLACK_SIGNING_SECRET") }}
{{- end }}
{{- with $root.Values.slack.apiUrl }}
- name: SLACK_API_URL
  value: {{ . | quote }}
{{- end }}
{{- if ($root.Values.config.alerts).webhooks }}
- name: WEBHOOK_PORT
  value: "3001"
{{- end }}
{{- else }}
{{- if eq $root.Values.mode "agent" }}
- name: CLUSTER_NAME
  value: {{ $root.Values.cluster }}
{{- end }}
{{- with (get $root.Values.kubeconfigs $role) }}
{{- if .existingSecret }}
- name: KUBECONFIG
  value: /etc/registry-medic/kubeconfigs/{{ .key }}
{{- end }}
{{- end }}
{{- end }}
{{- $credentials := include "registry-medic.credentialsSecret" $root }}
{{- range (include "registry-medic.passwords" . | fromYaml).names }}
{{- if not (or $root.Values.credentials.existingSecret (hasKey $root.Values.credentials.values .)) }}
{{- fail (printf "credentials: the config names the variable %s; put it into the Secret of credentials.existingSecret, or into credentials.values" .) }}
{{- end }}
{{ include "registry-medic.fromSecret" (list . $credentials .) }}
{{- end }}
{{- end -}}
