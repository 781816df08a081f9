import { expect, test } from 'vitest';
import { allChecks, checkOf } from './all-checks.ts';
import { PULL } from './given.ts';

/** Rows of the guides whose fix a person must do by hand: the check that names the row prints it, exactly. */
const PRINTED: readonly (readonly [row: string, check: string, prints: RegExp])[] = [
  ['S0-4', 'db-unreachable', /`spec\.database`/],
  ['S0-5', 'redis-unreachable', /`spec\.cache`/],
  ['S0-6', 's3-bucket-missing', /`spec\.storage\.spec\.s3`/],
  ['S0-20', 'secret-missing', /create secret docker-registry/],
  ['S0-24', 'secret-missing', /within 5 min; at once if the pod is deleted/],
  ['S1-71', 'credentials-missing', /create secret docker-registry/],
  ['S1-72', 'credentials-missing', /`imagePullSecrets` in the pod template/],
  ['S1-73', 'credentials-missing', /patch serviceaccount default/],
  ['S2-1.5', 'db-schema-newer-than-binary', /select \* from schema_migrations/],
  ['S2-1.7', 'db-schema-newer-than-binary', /do not run `migrate down`/],
  ['S2-1.8', 'db-schema-newer-than-binary', /restore the backup of the database/],
  ['S2-2.2', 'log-noise', /ADMIRAL_URL: "NA"/],
  ['S2-3.3', 'core-killed-during-migration', /livenessProbe\.initialDelaySeconds/],
  ['S3-1', 'db-database-missing', /CREATE DATABASE registry/],
  ['S3-4', 'tls-unknown-authority', /\/etc\/pki\/ca-trust\/source\/anchors\/ && update-ca-trust/],
  ['S3-6', 'tls-unknown-authority', /systemctl restart docker.*hosts\.toml.*needs no restart/],
  ['S3-7', 'push-denied', /create it first/],
  ['S3-8', 'upload-backend-rejected', /client_max_body_size 5000m/],
  ['S3-10', 'location-header-scheme', /relativeurls: true/],
  ['S3-12', 'redis-cluster-unsupported', /standalone Redis or one with Sentinel/],
  ['S3-31', 'credentials-missing', /robot account that may pull and nothing else/],
  ['S1-57', 'node-disk-pressure', /crictl rmi --prune/],
  ['S1-63', 'node-disk-pressure', /growpart/],
  ['S1-93', 'node-disk-pressure', /`imageMinimumGCAge`/],
  ['S1-46', 'node-disk-pressure', /kubelet\.config\.k8s\.io\/v1beta1/],
  ['S1-47', 'pull-too-slow', /`max_concurrent_pulls`/],
  ['S1-90', 'pull-too-slow', /Proxy Cache/],
  ['S1-91', 'pull-too-slow', /__PILLAR__LOCAL__DNS__/],
  ['S1-92', 'pull-too-slow', /"storage-driver": "overlay2"/],
  ['S1-13', 'controller-egress-blocked', /iptables -L -n/],
  ['S1-62', 'nothing-cleans-images', /kind: ImageCleanupPolicy/],
  ['S1-88', 'registry-connection-failed', /LOG_LEVEL=debug/],
  ['S1-89', 'registry-connection-failed', /-v=10/],
  ['S2-6.9', 'broken-tag-link', /docker push/],
  ['S3-21', 'collection-failed', /`_layers` and `_uploads`/],
  ['S3-22', 'upload-session-lost', /multipartcopythresholdsize/],
  ['S3-27', 'swift-x-storage-url', /upstream-vhost/],
  ['S3-29', 'swift-x-storage-url', /rgw swift url = https/],
  ['S3-32', 'secret-missing', /for ns in \$\(kubectl get ns/],
  ['S4-18', 'token-service-misconfigured', /config\/nginx\/nginx\.conf/],
  ['S4-23', 'cargo-token-unreachable', /docker exec -it tengine cat \/etc\/hosts/],
  ['S4-24', 'cargo-token-unreachable', /docker-compose-single\.yml/],
  ['S4-26', 'cargo-token-unreachable', /\.\/restart\.sh/],
  ['S1-14', 'controller-egress-blocked', /security group, which must allow outbound 443/],
  ['S1-37', 'image-sync-failed', /get repository <name> -o yaml > repository\.yaml.*kubectl apply -f/],
  ['S1-39', 'pull-too-slow', /speedtest-cli/],
  ['S1-44', 'pull-too-slow', /registryRef\.name: harbor-local/],
  ['S1-45', 'pull-too-slow', /several stages in the Dockerfile/],
  ['S1-51', 'node-disk-pressure', /journalctl --vacuum-size=500M.*destroys/],
  ['S1-52', 'node-disk-pressure', /du -xsh [^`]*\/var\/log\/\*/],
  ['S1-53', 'node-disk-pressure', /`df -h`/],
  ['S1-54', 'node-disk-pressure', /`df -h`, `docker system df`/],
  ['S1-56', 'node-disk-pressure', /du -xsh \/var\/lib\/containerd\/\*/],
  ['S1-57', 'node-disk-pressure', /Not `docker system prune -a --volumes`.*with their data/],
  ['S1-58', 'node-disk-pressure', /`docker image prune` destroys only layers without a tag/],
  ['S1-59', 'node-disk-pressure', /--filter "until=240h"` destroys/],
  ['S1-64', 'node-disk-pressure', /add a disk.*rsync -aHAX/],
  ['S1-83', 'image-sync-stuck', /delete repository <name>/],
  ['S2-1.6', 'db-schema-dirty', /Do not edit `schema_migrations`[\s\S]*restore the backup/],
  ['S2-4.6', 'job-unknown-to-jobservice', /pg_dump[\s\S]*update replication_job set status='finished'/],
  ['S2-5.4', 'source-list-tags-5xx', /retention rule/],
  ['S2-6.3', 'broken-tag-link', /index\/sha256\/<digest>\/link/],
  ['S2-6.7', 'broken-tag-link', /_manifests\/revisions\/sha256\/<digest>\/link/],
  ['S2-7.3', 'notification-race', /Run the policy again/],
  ['S3-26', 'swift-x-storage-url', /X-Auth-Key.*tcpflow/],
  ['S4-2', 'pull-denied-or-missing', /docker login/],
  ['S4-25', 'cargo-token-unreachable', /change-token-servce\.sh/],
  ['S4-32', 'endpoint-dns-failure', /`extra_hosts`.*inside a container is lost/],
  ['S3-15', 'oidc-refresh-token-missing', /grant_types_supported.*`offline_access`/],
  ['S3-16', 'oidc-refresh-token-missing', /idTokens: "1m"/],
  ['S3-17', 'oidc-refresh-token-missing', /robot account/],
  ['S4-7', 'cargo-token-unreachable', /logs -l app=cargo-token/],
  ['S4-9', 'cargo-token-unreachable', /resolves.*answers.*`cargo-admin`/],
  ['S4-10', 'cargo-token-unreachable', /logs -l app=cargo-admin/],
  ['S4-12', 'dns-failure', /\/etc\/hosts/],
  ['S4-14', 'dns-failure', /configmap coredns.*myhosts/],
  ['S4-17', 'token-service-misconfigured', /set `externalURL`/],
  ['S4-38', 'pull-denied-or-missing', /no role in the project/],
];

test.each(PRINTED)('%s is printed by %s', (row, id, prints) => {
  const check = checkOf(id);
  expect(check.rows).toContain(row);
  expect(check.stepsFromText(PULL, 'en').join('\n')).toMatch(prints);
});

test('a row is written as the guides number it', () => {
  const odd = allChecks.flatMap(({ id, rows }) =>
    rows.filter((row) => !/^S[0-4]-\d+(?:\.\d+)?$/.test(row)).map((row) => [id, row]),
  );
  expect(odd).toEqual([]);
});
