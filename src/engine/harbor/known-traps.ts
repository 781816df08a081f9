/** Known traps of Harbor's versions: what to mind that no answer of it tells. Pure data. */

export interface Trap {
  readonly id: string;
  /** Since this version, `major.minor.patch`; absent: always. */
  readonly from?: string;
  /** Not any more from this version on. */
  readonly before?: string;
  /** Only with this storage. */
  readonly storage?: 's3';
  /** Only where it was put there so. */
  readonly installer?: 'helm' | 'operator';
  /** `note`: worth knowing. `trap`: it may well be behind a trouble of today. */
  readonly weight: 'note' | 'trap';
  readonly says: string;
  readonly todo: string;
  /** Public. */
  readonly source: string;
}

/** 2.15 is the newest release known here, and the last three minors get fixes (goharbor/harbor RELEASES.md). */
const SUPPORTED_FROM = '2.13.0';

export const TRAPS: readonly Trap[] = [
  {
    id: 's3-listing-1.9.0',
    from: '1.9.0',
    before: '1.9.1',
    storage: 's3',
    weight: 'trap',
    says: 'Harbor 1.9.0 (chart 1.2.0) on S3 shows every image with 0 B and only the first repository.',
    todo: 'Upgrade to 1.9.1 or later (chart 1.2.1), or use another storage driver.',
    source: 'goharbor/harbor 1.9.1 release notes',
  },
  {
    id: 'delete-leaves-0b',
    before: '2.0.0',
    weight: 'trap',
    says: 'Deleting several tags at once in a Harbor before 2.0 may leave tags of 0 B that cannot be deleted.',
    todo: 'Delete tags one by one by the API; push the same tag again before deleting one that is broken; upgrade to 2.0 or later.',
    source: 'goharbor/harbor#6515',
  },
  {
    id: 'quota-sync-at-start',
    from: '1.9.0',
    before: '2.1.0',
    weight: 'note',
    says: 'After an upgrade to 1.9–2.0 core computes the quotas of all projects before it serves; logins are refused until it is done.',
    todo: 'Wait for `Success to sync quota data` in core’s log; raise core’s liveness delay so that it is not killed meanwhile.',
    source: 'goharbor/harbor 1.9 src/core/main.go',
  },
  {
    id: 'admiral-url-noise',
    from: '1.8.0',
    before: '1.10.0',
    weight: 'note',
    says: '`failed to get key admiral_url` in core’s log is harmless noise of 1.8 and 1.9.',
    todo: 'Ignore it, or set `ADMIRAL_URL: "NA"` in the ConfigMap of adminserver or core.',
    source: 'goharbor/harbor-helm#226',
  },
  {
    id: 'no-jobservice-dashboard',
    from: '2.0.0',
    before: '2.7.0',
    weight: 'note',
    says: 'Before 2.7 Harbor does not tell its job queues and workers.',
    todo: 'Read jobservice’s log and the executions instead.',
    source: 'goharbor/harbor 2.7 release notes',
  },
  {
    id: 'realm-by-host',
    from: '2.14.0',
    weight: 'note',
    says: 'Since 2.14 the token realm follows the Host header of the request, no longer externalURL; a proxy that rewrites Host breaks logins.',
    todo: 'Let every proxy in front pass Host unchanged: `proxy_set_header Host $http_host;`.',
    source: 'goharbor/harbor#21898, #23138',
  },
  {
    id: 'helm-token-key',
    installer: 'helm',
    weight: 'note',
    says: 'Each `helm upgrade` makes a new key for tokens unless `core.secretName` or `core.tokenKey` is set: valid logins may be refused for up to 30 min.',
    todo: 'Set `core.secretName` to a Secret with `tls.key` and `tls.crt` of your own.',
    source: 'goharbor/harbor-helm templates/core/core-secret.yaml',
  },
  {
    id: 'helm-rollback',
    installer: 'helm',
    weight: 'note',
    says: 'The schema of the database is migrated at an upgrade and never back: `helm rollback` leaves core unable to start.',
    todo: 'Back up the database before every upgrade; go back by restoring it together with the old chart.',
    source: 'goharbor/harbor-helm docs/Upgrade.md',
  },
  {
    id: 'operator-reverts',
    installer: 'operator',
    weight: 'note',
    says: 'The operator undoes every edit of Harbor’s Deployments at its next reconcile.',
    todo: 'Change the HarborCluster instead; restart a component by deleting its pod.',
    source: 'goharbor/harbor-operator pkg/controller/apply.go',
  },
  {
    id: 'end-of-life',
    before: SUPPORTED_FROM,
    weight: 'note',
    says: 'This version gets no fixes any more.',
    todo: 'Upgrade one minor version after another to a supported one, with a backup of the database before each.',
    source: 'goharbor/harbor RELEASES.md: the last three minor releases are kept',
  },
];

export interface Circumstances {
  readonly version: string;
  readonly storage: string | null;
  readonly installer: string;
}

export function trapsOf({ version, storage, installer }: Circumstances): readonly Trap[] {
  return TRAPS.filter(
    (trap) =>
      (trap.from === undefined || !isOlder(version, trap.from)) &&
      (trap.before === undefined || isOlder(version, trap.before)) &&
      (trap.storage === undefined || trap.storage === storage) &&
      (trap.installer === undefined || trap.installer === installer),
  );
}

/** The chart that brought a version: one minor for each, chart 1.0 with Harbor 1.7 (goharbor/harbor-helm tags). */
export function chartOf(version: string): string | null {
  const [major = 0, minor = 0] = numbers(version);
  if (major === 1 && minor >= 7) return `1.${minor - 7}`;
  return major === 2 ? `1.${minor + 4}` : null;
}

/** Is `version` older than `than`? Numbers only; what follows them is of no account. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbers(version), numbers(than)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbers(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}
