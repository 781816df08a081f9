{{- define "registry-medic.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 40 characters, so that every suffix fits into the 63 of a label. */}}
{{- define "registry-medic.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "registry-medic.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Of a role: registry-medic-worker. Takes a list of the root and the role. */}}
{{- define "registry-medic.roleName" -}}
{{- printf "%s-%s" (include "registry-medic.fullname" (first .)) (last .) -}}
{{- end -}}

{{/* ClusterRoles have no namespace of their own, so theirs is in the name. */}}
{{- define "registry-medic.clusterName" -}}
{{- printf "%s-%s-%s" (first .).Release.Namespace (include "registry-medic.fullname" (first .)) (last .) -}}
{{- end -}}

{{/* What selectors are made of: never changed by an upgrade, so no value goes into it, nameOverride neither. */}}
{{- define "registry-medic.selector" -}}
app.kubernetes.io/name: {{ (first .).Chart.Name }}
app.kubernetes.io/instance: {{ (first .).Release.Name }}
app.kubernetes.io/component: {{ last . }}
{{- end -}}

{{- define "registry-medic.labels" -}}
{{ include "registry-medic.selector" . }}
app.kubernetes.io/version: {{ (first .).Chart.AppVersion | quote }}
app.kubernetes.io/part-of: registry-medic
app.kubernetes.io/managed-by: {{ (first .).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (first .).Chart.Name (first .).Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "registry-medic.image" -}}
{{- $repository := required "image.repository: write where the image was pushed to, e.g. registry.example.com/registry-medic (deploy/Dockerfile builds it)" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
