import { tellsLine } from '../log-lines.ts';

tellsLine('internal-registry-credentials', {
  shows: 'error authenticating user "harbor_registry_user": authentication failure',
  near: 'user authenticated',
});
