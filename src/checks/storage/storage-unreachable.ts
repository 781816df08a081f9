import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-unreachable',
  severity: 'high',
  signs: [
    {
      pattern:
        /storage driver health check:[^\n]{0,300}|s3aws: RequestError: send request failed[^\n]{0,300}|storage (?:backend|driver)[^\n]{0,60}(?:unreachable|unavailable)/,
      specimen: 'storage driver health check: s3aws: RequestError: send request failed',
      source: 'distribution/distribution registry/handlers/app.go',
    },
  ],
  words: {
    en: {
      title: 'Storage unreachable',
      probably: 'the registry cannot reach its storage',
      explains: 'The store’s address, network or login.',
      steps: ['Ask the store’s address from the registry pod.'],
    },
  },
});
