import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'source-credential-scope',
  severity: 'medium',
  signs: [
    {
      pattern: /List tags for repo '[^'\n]{1,255}' error: http error: code 40[13][^\n]{0,300}/,
      specimen:
        '2019-09-28T01:56:24Z [ERROR] [/common/utils/passports.go:109]: List tags for repo \'somename/ffmpeg-docker\' error: http error: code 401, message {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"somename/ffmpeg-docker","Action":"pull"}]}]}',
      source: 'goharbor/harbor#9295',
    },
  ],
  words: {
    en: {
      title: 'Source login may not read a repository',
      probably: 'the login for the source may not read this repository',
      explains: 'It can sign in and list, and lacks pull on what the rule selects.',
      steps: ['Give the source’s account pull on it, or exclude it from the rule.'],
    },
  },
});
