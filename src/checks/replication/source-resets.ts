import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'source-resets',
  severity: 'medium',
  signs: [
    {
      pattern:
        /List tags for repo '[^'\n]{1,255}' error: Get \S{1,300} read tcp [^\n]{1,160}connection reset by peer|List tags for repo '[^'\n]{1,255}' error: Get [^\n]{1,300}: (?:EOF|read tcp[^\n]{1,160})/,
      specimen:
        "2020-02-07T14:31:22Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'zongbu_newcs_cs/cs_gcc_web' error: Get http://192.168.56.102/api/repositories/zongbu_newcs_cs/cs_gcc_web/tags: read tcp 172.18.0.7:48038->192.168.56.102:80: read: connection reset by peer",
      source: 'goharbor/harbor#10677',
    },
  ],
  words: {
    en: {
      title: 'Source cuts the connection',
      probably: 'the source cuts the connection while tags are listed',
      explains: 'A proxy or the source itself ends long answers.',
      steps: ['Look at the source’s proxy time-outs; narrow the filters.'],
    },
  },
});
