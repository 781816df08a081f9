import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'helm-secret-key-missing',
  severity: 'medium',
  signs: [
    {
      pattern:
        /couldn't find key \S{1,253} in (?:Secret|ConfigMap)|references non-existent (?:secret|config) key|(?:secret|configmap|Secret|ConfigMap)[^\n]{0,160}(?:does not contain|has no|is missing|missing)(?: the)? (?:required )?(?:key|data|field)|key "?[\w.-]{1,120}"? (?:is )?(?:not found|missing|does not exist|not exist) in (?:the )?(?:secret|Secret|configmap)|map has no entry for key "[^"\n]{1,120}"/,
      specimen: "Error: couldn't find key HARBOR_ADMIN_PASSWORD in Secret harbor/harbor-admin",
      source: 'kubelet, kubernetes pkg/kubelet',
    },
  ],
  words: {
    en: {
      title: 'Secret lacks a key',
      probably: 'a Secret is there and lacks the key that is asked for',
      explains:
        'The chart or a pod names a key (`password`, `REGISTRY_HTPASSWD`, `tls.crt`) that your existing Secret does not hold.',
      steps: [
        "`kubectl get secret <name> -o jsonpath='{.data}' | jq keys`",
        'Add the key under the name the chart’s values document, then restart the pod.',
      ],
    },
  },
});
