import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registryctl-down',
  severity: 'high',
  signs: [
    {
      pattern: /failed to start gc as registry controller is unreachable[^\n]{0,300}/,
      specimen:
        'failed to start gc as registry controller is unreachable: Get "http://harbor-registry:8080/api/health": dial tcp: i/o timeout',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/job/impl/gc/garbage_collection.go',
    },
  ],
  words: {
    en: {
      title: 'registryctl unreachable',
      probably: 'garbage collection cannot reach registryctl',
      explains: 'The registry pod or its second container is down.',
      steps: ['`kubectl get pods` of the registry: both containers ready?'],
    },
  },
});
