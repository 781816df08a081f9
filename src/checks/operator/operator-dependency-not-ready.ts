import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'operator-dependency-not-ready',
  severity: 'medium',
  rows: ['S0-8'],
  signs: [
    {
      pattern:
        /reason: "?dependencyStatus"?[^\n]{0,160}|(?:Database|Cache|Storage) is not ready|psql is Creating/,
      specimen:
        'message: NotarySigner.goharbor.io cluster-sample-ns/harborcluster-sample-harbor-harbor, reason: dependencyStatus, type: ServiceReady, status: False',
      source: 'goharbor/harbor-operator#899',
    },
  ],
  words: {
    en: {
      title: 'A part is not ready yet',
      probably: 'the operator waits for a part that is not ready',
      explains: 'Database, cache or storage must be there before Harbor’s components are made.',
      steps: ['Look at that part’s pods and events.'],
    },
  },
});
