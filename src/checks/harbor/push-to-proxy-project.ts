import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'push-to-proxy-project',
  severity: 'medium',
  signs: [
    {
      pattern: /can ?not push artifact to a proxy project[^\n]{0,120}/,
      specimen: 'can not push artifact to a proxy project: dockerhub',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/repoproxy/proxy.go',
    },
  ],
  words: {
    en: {
      title: 'Push into a proxy cache',
      probably: 'the project is a proxy cache and takes no pushes',
      explains: 'Only what is pulled through it gets in.',
      steps: ['Push to an ordinary project.'],
    },
  },
});
