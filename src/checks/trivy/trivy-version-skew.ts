import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-version-skew',
  severity: 'medium',
  signs: [
    {
      pattern: /flag provided but not defined: -\w{1,40}/,
      specimen: 'running trivy: exit status 1: Incorrect Usage. flag provided but not defined: -format',
      source: 'goharbor/harbor#17166',
    },
  ],
  words: {
    en: {
      title: 'Adapter and Trivy do not fit',
      probably: 'the adapter calls Trivy with an option it does not know',
      explains: 'Adapter and scanner are of different generations.',
      steps: ['Use the pair from one Harbor release.'],
    },
  },
});
