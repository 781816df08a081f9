import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'operator-status-stale',
  severity: 'low',
  signs: [
    {
      pattern: /status may not refresh/,
      specimen: 'harborcluster status may not refresh after update spec',
      source: 'goharbor/harbor-operator#915',
    },
  ],
  words: {
    en: {
      title: 'Status not refreshed',
      probably: 'the HarborCluster’s status is old',
      explains: 'The operator did not refresh it after the last change.',
      steps: ['Restart the operator; read the components themselves.'],
    },
  },
});
