import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-expired',
  severity: 'high',
  signs: [
    {
      pattern:
        /failed to decrypt robot token, token is expired[^\n]{0,60}|the robot account is expired: \S{1,120}/,
      specimen:
        '2019-10-28T14:06:18Z [ERROR] [/core/filter/security.go:196]: failed to decrypt robot token, token is expired by 460h28m36s',
      source: 'goharbor/harbor#9628',
    },
  ],
  words: {
    en: {
      title: 'Robot account expired',
      probably: 'the robot account has expired',
      explains: 'Its lifetime was given when it was made.',
      steps: ['Extend it in the project or system settings, or refresh its secret.'],
    },
  },
});
