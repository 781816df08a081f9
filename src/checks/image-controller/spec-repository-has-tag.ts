import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'spec-repository-has-tag',
  severity: 'medium',
  signs: [
    {
      pattern: /repository:\s{0,20}"?[a-z0-9._/-]{1,255}:[A-Za-z0-9_][\w.-]{0,127}/,
      specimen: 'repository: "myapp/myapp:v1.0.0"',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Repository written with a tag',
      probably: 'the repository in the spec carries a tag',
      explains: 'The field wants project and repository without a tag.',
      steps: ['Write `repository: "myapp/myapp"` and put the tag where tags are listed.'],
    },
  },
});
