import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'source-list-tags-5xx',
  severity: 'medium',
  signs: [
    {
      pattern: /List tags for repo '[^'\n]{1,255}' error: http error: code 5\d\d[^\n]{0,200}/,
      specimen:
        "2020-05-17T15:32:52Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'ai-cloud/quay.io/coreos/kube-state-metrics' error: http error: code 500, message ",
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Source errs when listing tags',
      probably: 'the source answers 5xx when its tags are listed',
      explains: 'Many tags, a missing manifest, or an overloaded source.',
      steps: ['Ask the source for the tags of the named repository; mend or exclude it.'],
    },
  },
});
