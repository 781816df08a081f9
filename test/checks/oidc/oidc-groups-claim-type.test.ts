import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-groups-claim-type', {
  shows: 'Element in group list is not string: map[id:1 name:dev], list: [map[id:1 name:dev]]',
  near: 'groups: [dev ops]',
});
