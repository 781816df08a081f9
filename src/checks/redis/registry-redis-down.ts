import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registry-redis-down',
  severity: 'medium',
  signs: [
    {
      pattern: /error connecting to redis instance \S{1,253}[^\n]{0,160}/,
      specimen: 'error connecting to redis instance redis:6379',
      source: 'goharbor/harbor#13098; distribution registry/handlers/app.go',
    },
  ],
  words: {
    en: {
      title: 'Registry without its cache',
      probably: 'the registry cannot reach its Redis cache',
      explains: 'Blob descriptors are not cached; everything is slower or fails.',
      steps: ['Look at Redis and at the registry’s `redis.addr`.'],
    },
  },
});
