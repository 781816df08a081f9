import { tellsLine } from '../log-lines.ts';

tellsLine('admin-password-ignored', {
  shows:
    'Admin password from config (HARBOR_ADMIN_PASSWORD) ignored: password already exists in database. Use Harbor UI or API to change.',
  near: 'admin password set',
});
