import { tellsLine } from '../log-lines.ts';

tellsLine('destination-token-service', {
  shows:
    '[ERROR] [transfer.go:395]: an error occurred while checking existence of blob sha256:22c2dd5ee85dc01136051800684b0bf30016a3082f97093c806152bf43d4e089 of auto2/busybox:latest on https://single-tenant.caicloudprivatetest.com: 401 ',
  near: 'blob exists on the target',
});
