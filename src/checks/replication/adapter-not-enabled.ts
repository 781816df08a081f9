import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'adapter-not-enabled',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to get adapter factory for registry type \S{1,60}[^\n]{0,120}|adapter factory for \S{1,60} not found/,
      specimen:
        'failed to get adapter factory for registry type quay-io: adapter factory for quay-io not found',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/flow/stage.go',
    },
  ],
  words: {
    en: {
      title: 'Adapter not enabled',
      probably: 'this Harbor does not know that kind of registry',
      explains: 'The adapter was removed or disabled in this version.',
      steps: ['Choose the generic `docker-registry` kind.'],
    },
  },
});
