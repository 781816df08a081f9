import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-session-store-down',
  severity: 'high',
  rows: ['S3-12'],
  signs: [
    {
      pattern: /\| 503 \|[^\n]{0,80}nomatch\| ?GET\s{1,20}\/api\/ping/,
      specimen:
        '2019/09/19 15:28:41 [D] [server.go:2774] | 10.112.33.205| 503 | 9.958842ms| nomatch| GET /api/ping',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Sessions cannot be stored',
      probably: 'core cannot reach its session store',
      explains: 'Core answers 503 because Redis does not serve.',
      steps: ['Look at Redis: pod, login, disk.'],
    },
  },
});
