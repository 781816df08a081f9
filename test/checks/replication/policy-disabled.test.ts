import { tellsLine } from '../log-lines.ts';

tellsLine('policy-disabled', {
  shows: 'the policy 8 is disabled',
  near: 'the policy 8 is enabled',
});
