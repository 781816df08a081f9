import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'component-slow',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to check the health status: timeout/,
      specimen: 'failed to check the health status: timeout',
      source: 'goharbor/harbor@c50c7dd:src/controller/health/controller.go',
    },
  ],
  words: {
    en: {
      title: 'Component too slow',
      probably: 'a component does not answer its health check in time',
      explains: 'It is overloaded or waits for something itself.',
      steps: ['Look at its CPU, memory and its own dependencies.'],
    },
  },
});
