/**
 * Which causes are staged: a system is made sick and asked over the network, and the verdict must name the cause.
 * Tables of tests that can be read are read; what stands in tests by itself is listed, and a test holds that it does.
 */
import type { Check } from '../../src/engine/check.ts';
import { FAULTS as PLANTED } from '../../src/sandbox/world/faults.ts';
import { CARGO_TROUBLES, TROUBLES } from '../../src/sandbox/world/troubles.ts';
import { FAULTS as OF_LAB } from '../e2e/fault-lab/faults.ts';
import { logCases } from '../e2e/log-cases.ts';

/** `staged`: the system itself is sick. `log line`: a component's log, read from a cluster, says so. */
export type Proof = 'staged' | 'log line' | 'literal facts';

export interface Staged {
  readonly test: string;
  readonly causes: readonly string[];
}

/** By the test that expects them, in its own words. */
export const LISTED: readonly Staged[] = [
  {
    test: 'test/e2e/why-sync-fails.test.ts',
    causes: [
      'job-unknown-to-jobservice',
      'no-worker-heartbeat',
      'workers-starved',
      'queue-paused',
      'endpoint-dns-failure',
      'destination-token-service',
      'notification-race',
      'source-list-tags-5xx',
      'replication-version-skew',
      'quota-exceeded-target',
      'policy-disabled',
      'source-tag-deleted',
    ],
  },
  {
    test: 'test/e2e/why-image-sync-fails.test.ts',
    causes: [
      'image-sync-stuck',
      'spec-repository-has-tag',
      'sync-timeout-too-short',
      'spec-domain-has-scheme',
      'registry-connection-failed',
      'component-oom-killed',
      'image-controller-starved',
    ],
  },
  {
    test: 'test/e2e/storage.test.ts',
    causes: ['broken-tag-link', 'blob-missing-on-storage', 'collection-failed'],
  },
  {
    test: 'test/e2e/status-of-harbor.test.ts',
    causes: [
      'no-worker-heartbeat',
      'queue-paused',
      'read-only-mode',
      'quota-exceeded',
      'robot-expired',
      'collection-failed',
      'db-connections-exhausted',
      'harbor-version-trap',
      'external-url-unanswered',
      'storage-not-shared',
    ],
  },
  {
    test: 'test/e2e/status-of-ailments.test.ts',
    causes: ['controller-egress-blocked', 'node-disk-pressure', 'nothing-cleans-images'],
  },
  {
    test: 'test/e2e/troubles.test.ts',
    causes: ['integration-missing', 'harborcluster-unhealthy', 'spec-domain-has-scheme', 'image-sync-stuck'],
  },
  { test: 'test/e2e/fixes/logins.test.ts', causes: ['pull-waits-for-retry', 'secret-missing'] },
  {
    test: 'test/e2e/fixes/harbor.test.ts',
    causes: ['component-not-ready', 'ingress-body-limit', 'operator-status-stale'],
  },
  { test: 'test/e2e/fixes/images.test.ts', causes: ['image-sync-failed'] },
  { test: 'test/e2e/cargo.test.ts', causes: ['cargo-token-unreachable', 'token-service-misconfigured'] },
  { test: 'test/e2e/push-through-nginx.test.ts', causes: ['proxy-misconfigured'] },
  { test: 'test/e2e/push-and-login.test.ts', causes: ['quota-exceeded', 'proxy-misconfigured'] },
  { test: 'test/e2e/node-view.test.ts', causes: ['mirror-misconfigured', 'proxy-misconfigured'] },
];

/** Verbs and fixes that rows name, by the test that does them over the network. */
export const DONE: readonly Staged[] = [
  { test: 'test/e2e/bundle.test.ts', causes: ['scan-logs', 'bundle'] },
  { test: 'test/e2e/fix-refusals.test.ts', causes: ['set-nearest-tag'] },
];

const causesOf = (table: readonly { readonly cause: string }[]): readonly string[] =>
  table.map(({ cause }) => cause);

const SICK: readonly Staged[] = [
  { test: 'test/e2e/fault-lab/fault-lab.test.ts', causes: causesOf(OF_LAB) },
  { test: 'test/e2e/page.test.ts', causes: causesOf(PLANTED) },
  { test: 'test/e2e/troubles.test.ts', causes: causesOf(TROUBLES) },
  { test: 'test/e2e/cargo.test.ts', causes: causesOf(CARGO_TROUBLES) },
  ...LISTED,
];

const OF_LOGS = 'test/e2e/status-of-logs.test.ts';
/** Told by lines that are no sign of its own. */
const NOISE = 'log-noise';

export interface Proved {
  readonly proof: Proof;
  /** The tests that stage it; none for literal facts. */
  readonly tests: readonly string[];
}

/** Of a verb or a fix. */
export function doneBy(id: string): Proved {
  const tests = DONE.filter(({ causes }) => causes.includes(id)).map(({ test }) => test);
  return { proof: tests.length > 0 ? 'staged' : 'literal facts', tests };
}

/** By check id. */
export function provedBy(checks: readonly Check[]): ReadonlyMap<string, Proved> {
  const logs = new Set([NOISE, ...logCases(checks).map(({ cause }) => cause)]);
  return new Map(
    checks.map(({ id }) => {
      const staging = new Set(SICK.filter(({ causes }) => causes.includes(id)).map(({ test }) => test));
      const tests = [...staging, ...(logs.has(id) ? [OF_LOGS] : [])];
      const proof = staging.size > 0 ? 'staged' : logs.has(id) ? 'log line' : 'literal facts';
      return [id, { proof, tests }];
    }),
  );
}
