import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-groups-missing', {
  shows: 'Unable to get groups from claims, claim key not found: groups',
  near: 'groups found',
});
