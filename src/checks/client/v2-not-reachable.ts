import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'v2-not-reachable',
  severity: 'high',
  signs: [
    {
      pattern: /Login: <html>[^\n]{0,200}404[^\n]{0,60}/,
      specimen:
        'Error response from daemon: Login: <html><head><title>404 Not Found</title></head> (Code: 404)',
      source: 'goharbor/harbor#6319',
    },
  ],
  words: {
    en: {
      title: 'Registry’s API not behind this address',
      probably: '`/v2/` does not lead to a registry',
      explains: 'The front answers with a page; the client then tries the old API and fails.',
      steps: ['`curl -i https://<host>/v2/` must answer 401 or 200 with an API header.'],
    },
  },
});
