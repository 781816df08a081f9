import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'nested-repo-encoding',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to list artifacts of repository '[^'\n]{1,200}\/[^'\n]{1,200}': http error: code 403[^\n]{0,120}/,
      specimen:
        '2020-10-16T13:19:13Z [ERROR] [/replication/operation/controller.go:103]: the execution 14 failed: failed to fetch artifacts: failed to list artifacts of repository \'ayush/repo/image-name\': http error: code 403, message {"errors":[{"code":"FORBIDDEN","message":"forbidden"}]} ',
      source: 'goharbor/harbor#13285',
    },
  ],
  words: {
    en: {
      title: 'Nested repository name not understood',
      probably: 'the source does not understand the nested repository’s name',
      explains: 'A slash in the name is encoded once too little or too much between these versions.',
      steps: ['Bring both Harbors to versions that encode alike (2.1 and later).'],
    },
  },
});
