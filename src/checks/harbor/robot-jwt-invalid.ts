import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-jwt-invalid',
  severity: 'high',
  signs: [
    {
      pattern: /failed to authenticate robot[$\S]{1,120}: Failed to authenticate user[^\n]{0,160}/,
      specimen:
        '2020-11-06T05:00:49Z [ERROR] [/server/middleware/security/basic_auth.go:41][requestID="6e263b58-7c7c-42ce-9e6f-5f3d1e22261a"]: failed to authenticate robot$user: Failed to authenticate user, due to error \'Not found an entry\'',
      source: 'goharbor/harbor#13481',
    },
  ],
  words: {
    en: {
      title: 'Robot’s token not valid here',
      probably: 'the robot’s token is not one of this Harbor',
      explains:
        'Robots of old versions carry a signed token; another key or a lost record makes it worthless.',
      steps: ['Make a new robot account and replace the secret.'],
    },
  },
});
