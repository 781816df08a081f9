import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'operator-provisioning',
  severity: 'low',
  signs: [
    {
      pattern: /The ready condition of harbor\.goharbor\.io is empty/,
      specimen: 'The ready condition of harbor.goharbor.io is empty. Please wait for minutes.',
      source: 'goharbor/harbor-operator pkg/cluster/controllers/harbor/harbor.go',
    },
  ],
  words: {
    en: {
      title: 'Harbor still being made',
      probably: 'the operator has just begun',
      explains: 'Conditions are filled in the course of minutes.',
      steps: ['Wait.'],
    },
  },
});
