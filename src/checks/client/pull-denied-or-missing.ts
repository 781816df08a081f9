import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'pull-denied-or-missing',
  severity: 'medium',
  rows: ['S4-2', 'S4-37', 'S4-38'],
  signs: [
    {
      pattern: /pull access denied(?: for \S{1,300})?, repository does not exist or may require[^\n]{0,160}/,
      specimen:
        "Error response from daemon: pull access denied for cargo.caicloudprivatetest.com/devops_test-cargo/node, repository does not exist or may require 'docker login'",
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Denied or missing',
      probably: 'the repository does not exist, or this login may not see it',
      explains:
        'Registries answer the same for both, so that names do not leak. Only asking with a login tells.',
      steps: [
        'Sign in first: `docker login <registry>`, and pull again.',
        'If it is still denied: the account has no role in the project, or the repository does not exist. In Harbor: Projects, Members; a Guest may pull.',
        'Ask `why-pull-fails` with the image: it asks with each login and tells the two apart.',
      ],
    },
  },
});
