import { tellsLine } from '../log-lines.ts';

tellsLine('pull-denied-or-missing', {
  shows:
    "Error response from daemon: pull access denied for cargo.caicloudprivatetest.com/devops_test-cargo/node, repository does not exist or may require 'docker login'",
  near: 'pull complete',
});
