import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'spec-domain-has-scheme',
  severity: 'medium',
  signs: [
    {
      pattern: /(?:^|[{,\s])domain:\s{0,20}"?(?:https?:\/\/|[^"\s]{1,253}\/v2)/,
      specimen: 'domain: "https://harbor.example.com"',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Domain written with a scheme',
      probably: 'the domain in the spec carries `https://` or a path',
      explains: 'The field wants a host name alone.',
      steps: ['Write `domain: harbor.example.com`.'],
    },
  },
});
