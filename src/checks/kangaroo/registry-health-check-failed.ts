import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registry-health-check-failed',
  severity: 'high',
  signs: [
    {
      pattern: /RegistryHealthCheckFail\b/,
      specimen: 'reason: RegistryHealthCheckFail',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Registry health check failed',
      probably: 'the integrated registry does not pass its health check',
      explains:
        'The RegistrySecret’s condition is False; until it passes, the registry is hidden from the image list.',
      steps: ['Read `status.state.message` of the RegistrySecret and ask `explain` about it.'],
    },
  },
});
