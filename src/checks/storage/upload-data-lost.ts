import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-data-lost',
  severity: 'medium',
  signs: [
    {
      pattern: /[^\n]{0,60}Path not found: \S{1,300}\/_uploads\/[^\n]{0,120}/,
      specimen:
        'level=error msg="unknown error completing upload: s3aws: Path not found: /docker/registry/v2/repositories/dibuild/x/_uploads/65121ba0-c42a-4690-b2e1-9d30ec6411a1/data"',
      source: 'goharbor/harbor#15801',
    },
  ],
  words: {
    en: {
      title: 'Upload’s data lost',
      probably: 'the data of an upload vanished before it was closed',
      explains: 'A purge, another replica, or late consistency took it.',
      steps: ['Push again; look at upload purging, stickiness and the storage class.'],
    },
  },
});
