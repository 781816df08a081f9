import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-prefix-mismatch',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to get oidc user info, error: [^\n]{0,40}no row found|failed to verify secret, username: robot[^\n]{0,200}|failed to verify the secret: user does not exist, name: robot[^\n]{0,200}/,
      specimen:
        'failed to verify secret, username: robot-k8s-pull, error: failed to get oidc user info, error: <QuerySeter> no row found',
      source: 'goharbor/harbor#15289',
    },
  ],
  words: {
    en: {
      title: 'Robot prefix changed',
      probably: 'the account looks like a robot and is not found under this prefix',
      explains:
        'The robot name prefix was changed, or the name is mistyped; Harbor then takes it for an OIDC user.',
      steps: ['Use the name as the robot list shows it.'],
    },
  },
});
