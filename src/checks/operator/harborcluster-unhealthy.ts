import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'harborcluster-unhealthy',
  severity: 'high',
  signs: [
    {
      pattern: /\s(?:unhealthy|provisioning)\s{0,40}$/,
      specimen: 'trust-node-port   https://10.6.232.5:30010   unhealthy',
      source:
        'a field report (healthy sample) + goharbor/harbor-operator controllers/goharbor/harborcluster/status.go',
    },
  ],
  words: {
    en: {
      title: 'HarborCluster unhealthy',
      probably: 'the operator calls this HarborCluster unhealthy or still provisioning',
      explains: 'One of its parts (database, cache, storage, core) is not ready; the conditions say which.',
      steps: ['`kubectl get harborcluster -o yaml`: read `status.conditions` from the top.'],
    },
  },
});
