import { tellsLine } from '../log-lines.ts';

tellsLine('registry-health-check-failed', {
  shows: 'reason: RegistryHealthCheckFail',
  near: 'reason: RegistryHealthCheckSuccess',
});
