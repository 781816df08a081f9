import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'component-http-error',
  severity: 'medium',
  signs: [
    {
      pattern: /received unexpected status code: \d{3}/,
      specimen:
        'received unexpected status code: 500 {"code":10004,"message":"check stats of server failed with error"}',
      source: 'goharbor/harbor@c50c7dd:src/controller/health/checker.go',
      tells: 'suggests',
      orElse: ['jobservice-not-ready', 'redis-unreachable', 'core-hook-failed'],
    },
  ],
  words: {
    en: {
      title: 'Component answers an error',
      probably: 'a component answers its health check with an error',
      explains: 'It lives and is not well.',
      steps: ['`status` shows which; read its log.'],
    },
  },
});
