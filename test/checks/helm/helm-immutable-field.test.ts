import { tellsLine } from '../log-lines.ts';

tellsLine('helm-immutable-field', {
  shows:
    'Error: UPGRADE FAILED: cannot patch "harbor-database" with kind StatefulSet: StatefulSet.apps "harbor-database" is invalid: spec: Forbidden: updates to statefulset spec for fields other than \'replicas\', \'template\' are forbidden',
  near: 'Release "harbor" has been upgraded. Happy Helming!',
});
