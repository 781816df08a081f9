import { tellsLine } from '../log-lines.ts';

tellsLine('patch-leaves-rollingupdate', {
  shows:
    'Deployment.apps "harbor-jobservice" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\'',
  near: 'strategy: Recreate',
});
