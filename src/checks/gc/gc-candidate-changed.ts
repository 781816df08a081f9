import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-candidate-changed',
  severity: 'low',
  signs: [
    {
      pattern: /no blob found to mark gc candidate deleting[^\n]{0,200}/,
      specimen:
        '2025-06-18T14:35:21Z [WARNING] [/jobservice/job/impl/gc/garbage_collection.go:330]: [fc61523c-3fdf-49f0-b9ca-e6439d44c06f][198488/198489] no blob found to mark gc candidate deleting, ID:1551414, digest:sha256:2451ec8874295cf45185e73a3e05ab8705414acf97527afe93ec10077b233a83',
      source: 'goharbor/harbor#12948',
    },
  ],
  words: {
    en: {
      title: 'Blob used again during collection',
      probably: 'a blob was used again while garbage was collected',
      explains: 'It is left alone, as it should be.',
      steps: ['Nothing to do.'],
    },
  },
});
