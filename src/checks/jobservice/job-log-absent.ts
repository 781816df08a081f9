import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-log-absent',
  severity: 'low',
  signs: [
    {
      pattern:
        /10010[^\n]{0,60}object is not found|log entity: [0-9a-f]{8,40}|failed to get (?:the job log|log of task)[^\n]{0,160}/,
      specimen:
        '{"errors":[{"code":"NOT_FOUND","message":"{\\"code\\":10010,\\"message\\":\\"object is not found\\",\\"details\\":\\"log entity: 3374b652710f236be44037b1\\"}"}]}',
      source: 'goharbor/harbor#20029',
    },
  ],
  words: {
    en: {
      title: 'Job log absent',
      probably: 'the log of this job is no longer there',
      explains: 'It was swept, or written by another replica on another volume.',
      steps: ['Give jobservice one shared log volume, or log to the database.'],
    },
  },
});
