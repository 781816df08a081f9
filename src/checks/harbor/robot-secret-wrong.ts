import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-secret-wrong',
  severity: 'high',
  signs: [
    {
      pattern: /failed to authenticate robot account: \S{1,120}/,
      specimen: 'failed to authenticate robot account: robot$ci',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/security/robot.go',
    },
  ],
  words: {
    en: {
      title: 'Robot’s secret wrong',
      probably: 'the robot’s secret is not the one Harbor has',
      explains: 'It was refreshed, or mistyped.',
      steps: ['Refresh the secret and put the new one into the pull secret.'],
    },
  },
});
