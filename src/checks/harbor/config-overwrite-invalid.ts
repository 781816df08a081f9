import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'config-overwrite-invalid',
  severity: 'high',
  signs: [
    {
      pattern: /failed to init config from CONFIG_OVERWRITE_JSON[^\n]{0,160}/,
      specimen: 'failed to init config from CONFIG_OVERWRITE_JSON, error invalid character',
      source: 'goharbor/harbor@c50c7dd:src/core/main.go',
    },
  ],
  words: {
    en: {
      title: 'CONFIG_OVERWRITE_JSON invalid',
      probably: 'CONFIG_OVERWRITE_JSON is not valid JSON',
      explains: 'Core refuses to start with it.',
      steps: ['Check it with `jq`; correct the Secret.'],
    },
  },
});
