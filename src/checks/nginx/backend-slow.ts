import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'backend-slow',
  severity: 'medium',
  signs: [
    {
      pattern:
        /upstream timed out \(110: [^)\n]{1,40}\) while (?:reading response header from|sending request to|reading upstream)[^\n]{0,500}/,
      specimen:
        'upstream timed out (110: Connection timed out) while reading response header from upstream, client: 192.168.37.10, server: , request: "DELETE /api/repositories/oms-protoss/test/protoss-oms/tags/99f29e06 HTTP/1.1"',
      source: 'goharbor/harbor#10417',
    },
  ],
  words: {
    en: {
      title: 'Backend too slow for the proxy',
      probably: 'core does not answer within the proxy’s time',
      explains: 'The request reached it and took too long.',
      steps: ['Look at core’s and the database’s load; raise `proxy_read_timeout`.'],
    },
  },
});
