import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'scan-all-stuck',
  severity: 'medium',
  signs: [
    {
      pattern: /a previous scan all job aleady exits[^\n]{0,80}/,
      specimen:
        '{"errors":[{"code":"CONFLICT","message":"a previous scan all job aleady exits, its status is Running"}]}',
      source: 'goharbor/harbor#16581',
    },
  ],
  words: {
    en: {
      title: 'Scan-all already running',
      probably: 'an earlier scan of everything is still marked running',
      explains: 'After a crash the mark may stay.',
      steps: ['Stop it in the interrogation page, then start again.'],
    },
  },
});
