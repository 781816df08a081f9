{{- define "registry-medic.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "registry-medic.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* /healthz fails only when a restart would help, /readyz while no work can be taken. */}}
{{- define "registry-medic.probes" -}}
startupProbe:
  httpGet: { path: /healthz, port: http }
  periodSeconds: 2
  failureThreshold: 60
  timeoutSeconds: 3
livenessProbe:
  httpGet: { path: /healthz, port: http }
  periodSeconds: 20
  timeoutSeconds: 3
readinessProbe:
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
  timeoutSeconds: 3
{{- end -}}

{{/* Where pods of a role may run, from its values. Takes the values of the role. */}}
{{- define "registry-medic.placing" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* Deployment of bot, worker or remediator. */}}
{{- define "registry-medic.deployment" -}}
{{- $root := first . -}}
{{- $role := last . -}}
{{- $values := get $root.Values $role -}}
{{- $kubeconfig := (get $root.Values.kubeconfigs $role | default dict).existingSecret -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "registry-medic.roleName" . }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "registry-medic.labels" . | nindent 4 }}
spec:
  {{- if or (ne $role "worker") (eq $root.Values.worker.autoscaling.by "none") }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels: {{- include "registry-medic.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "registry-medic.labels" . | nindent 8 }}
        {{- with $values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        # What is read at the start only: a change of it begins a new rollout.
        checksum/config: {{ include "registry-medic.roleConfig" . | sha256sum }}
        checksum/secrets: {{ list $root.Values.slack $root.Values.redis $root.Values.credentials | toJson | sha256sum }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "registry-medic.roleName" . }}
      # The bot has no business with any API server.
      automountServiceAccountToken: {{ and (ne $role "bot") (ne (include "registry-medic.here" $root) "") }}
      enableServiceLinks: false
      securityContext: {{- include "registry-medic.podSecurity" . | nindent 8 }}
      # A process lets its work end for 25 seconds.
      terminationGracePeriodSeconds: 30
      {{- with $root.Values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if $root.Values.topologySpread }}
      topologySpreadConstraints:
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "registry-medic.selector" (list $root $role) | nindent 14 }}
        {{- end }}
      {{- end }}
      {{- include "registry-medic.placing" $values | nindent 6 }}
      containers:
        - name: registry-medic
          image: {{ include "registry-medic.image" $root }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext: {{- include "registry-medic.containerSecurity" . | nindent 12 }}
          env:
            {{- include "registry-medic.env" . | nindent 12 }}
            {{- with $root.Values.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - name: http
              containerPort: 3000
            - name: metrics
              containerPort: 3002
            {{- if and (eq $role "bot") ($root.Values.config.alerts).webhooks }}
            - name: webhooks
              containerPort: 3001
            {{- end }}
          {{- include "registry-medic.probes" . | nindent 10 }}
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts:
            - name: config
              mountPath: /etc/registry-medic/config
              readOnly: true
            {{- if $root.Values.certificates.configMap }}
            - name: certificates
              mountPath: /etc/registry-medic/certificates
              readOnly: true
            {{- end }}
            {{- if $kubeconfig }}
            - name: kubeconfigs
              mountPath: /etc/registry-medic/kubeconfigs
              readOnly: true
            {{- end }}
      volumes:
        - name: config
          configMap:
            name: {{ include "registry-medic.roleName" . }}
        {{- with $root.Values.certificates.configMap }}
        - name: certificates
          configMap:
            name: {{ . }}
        {{- end }}
        {{- with $kubeconfig }}
        - name: kubeconfigs
          secret:
            secretName: {{ . }}
            defaultMode: 0440
        {{- end }}
{{- end -}}
