import { tellsLine } from '../log-lines.ts';

tellsLine('helm-secret-key-missing', {
  shows: "Error: couldn't find key HARBOR_ADMIN_PASSWORD in Secret harbor/harbor-admin",
  near: 'secret/harbor-core configured',
});
