import { tellsLine } from '../log-lines.ts';

tellsLine('operator-provisioning', {
  shows: 'The ready condition of harbor.goharbor.io is empty. Please wait for minutes.',
  near: 'ready condition is True',
});
