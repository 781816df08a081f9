import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-disabled',
  severity: 'high',
  signs: [
    {
      pattern: /failed to authenticate (?:deactivated|disabled) robot account: \S{1,120}/,
      specimen: 'failed to authenticate deactivated robot account: robot$ci',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/security/robot.go',
    },
  ],
  words: {
    en: {
      title: 'Robot account disabled',
      probably: 'the robot account is disabled',
      explains: 'Somebody switched it off.',
      steps: ['Enable it, or use another.'],
    },
  },
});
