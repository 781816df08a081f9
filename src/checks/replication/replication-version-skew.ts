import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'replication-version-skew',
  severity: 'medium',
  signs: [
    {
      pattern:
        /json: cannot unmarshal \w{1,20} into Go (?:value of type|struct field) (?:adapter|native|harbor)\.\w{1,60}/,
      specimen:
        'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository',
      source: 'goharbor/harbor#10307',
    },
  ],
  words: {
    en: {
      title: 'Versions of the Harbors too far apart',
      probably: 'source and target speak different versions of the API',
      explains: 'The adapter reads an answer of another shape than it expects.',
      steps: ['Bring both to supported versions, or replicate with the generic registry adapter.'],
    },
  },
});
