import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'pull-denied-or-missing',
  severity: 'medium',
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
      steps: ['Ask `why-pull-fails` with the image: it asks with each login.'],
    },
  },
});
