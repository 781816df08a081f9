import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'component-unreachable',
  severity: 'high',
  signs: [
    {
      pattern: /failed to check health: (?:Get|Head) "?https?:\/\/[^\n]{0,400}/,
      specimen:
        'failed to check health: Get "http://harbor-jobservice/api/v1/stats": dial tcp: lookup harbor-jobservice on 10.96.0.10:53: no such host',
      source: 'goharbor/harbor@c50c7dd:src/controller/health/checker.go',
    },
  ],
  words: {
    en: {
      title: 'Component unreachable',
      probably: 'core cannot reach a component',
      explains: 'Its service, name or pod is not there.',
      steps: ['`kubectl get pods,svc,endpoints` of the component named.'],
    },
  },
});
