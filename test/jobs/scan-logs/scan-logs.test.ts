import { expect, test } from 'vitest';
import type { ClusterReader, LogLine, LogQuestion } from '../../../src/engine/cluster.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import type { ScanReport } from '../../../src/engine/scan-report.ts';
import { scanLogs } from '../../../src/jobs/scan-logs/scan-logs.ts';
import { allChecks } from '../../checks/all-checks.ts';
import { found, literalCluster, madePod, runningContainer } from '../../probes/literal-cluster.ts';

const NOW = new Date('2026-03-01T03:00:00Z');
const SCHEMA = '[ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"';
const NOISE = '[ERROR] [/common/config/config.go:70]: failed to get key admiral_url: not found';

const pods = [
  madePod('core-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [runningContainer({ name: 'core', image: 'goharbor/harbor-core:v2.13.1', restarts: 1 })],
  }),
  madePod('jobservice-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [runningContainer({ name: 'jobservice', image: 'goharbor/harbor-jobservice:v2.13.1' })],
  }),
];

async function* lines(texts: readonly string[]): AsyncGenerator<LogLine> {
  for (const [at, text] of texts.entries()) yield { at: `2026-03-01T02:00:0${at}Z`, text };
}

function clusterWith(log: ClusterReader['log']) {
  const cluster = literalCluster({
    scanPods: async (_, keep) => ({ ended: 'found', value: { seen: 2, kept: pods.filter(keep) } }),
    namespaces: found(['harbor', 'shop']),
    log,
  });
  return { clusters: new Map([['prod', cluster]]), defaultCluster: null, checks: allChecks, now: () => NOW };
}

function scanned(reply: Reply): ScanReport {
  if (reply.kind !== 'scan-logs') throw new Error(`a ${reply.kind} came back`);
  return reply.report;
}

const talks: ClusterReader['log'] = async ({ container }) => ({
  ended: 'found',
  value: lines(container === 'core' ? [SCHEMA, NOISE, SCHEMA] : ['[INFO] nothing']),
});

test('a component is found by its image in any namespace, and its causes are told', async () => {
  const report = scanned(await scanLogs({ kind: 'scan-logs', what: 'core' }, clusterWith(talks)));
  expect(report.logs).toEqual([{ log: 'harbor/core-0 core', component: 'core', lines: 3 }]);
  expect(report.causes).toMatchObject([
    { count: 2, firstAt: '2026-03-01T02:00:00Z', lastAt: '2026-03-01T02:00:02Z' },
  ]);
  expect(report.noise).toMatchObject([{ count: 1 }]);
  expect(report.sinceSeconds).toBe(3_600);
});

test('a namespace means all its pods, namespace/pod means one', async () => {
  const all = scanned(await scanLogs({ kind: 'scan-logs', what: 'harbor' }, clusterWith(talks)));
  expect(all.logs.map(({ log }) => log).toSorted()).toEqual([
    'harbor/core-0 core',
    'harbor/jobservice-0 jobservice',
  ]);
  const one = scanned(await scanLogs({ kind: 'scan-logs', what: 'harbor/jobserv' }, clusterWith(talks)));
  expect(one.logs).toHaveLength(1);
});

test('--previous asks for the run before and keeps to no hour', async () => {
  const asked: LogQuestion[] = [];
  const log: ClusterReader['log'] = async (question) => {
    asked.push(question);
    return { ended: 'not-found', says: 'previous terminated container "core" not found' };
  };
  const question = { kind: 'scan-logs', what: 'core', which: 'previous' } as const;
  const report = scanned(await scanLogs(question, clusterWith(log)));
  expect(asked).toMatchObject([{ which: 'previous', container: 'core' }]);
  expect(asked[0]).not.toHaveProperty('sinceSeconds');
  expect(report.couldNotLook).toEqual([
    { probe: 'log of harbor/core-0 core', why: 'previous terminated container "core" not found' },
  ]);
});

test('an endless log ends with the limit, and it is said', async () => {
  async function* endless(): AsyncGenerator<LogLine> {
    for (;;) yield { at: null, text: NOISE };
  }
  const log: ClusterReader['log'] = async () => ({ ended: 'found', value: endless() });
  const limits = { lines: 5_000, bytes: 1e9, ms: 30_000 };
  const report = scanned(
    await scanLogs({ kind: 'scan-logs', what: 'core' }, clusterWith(log), undefined, limits),
  );
  expect(report.lines).toBe(5_000);
  expect(report.cut).toEqual([expect.stringContaining('number of lines')]);
});

test('one log that talks without end ends with its own limit, and the others are read', async () => {
  async function* endless(): AsyncGenerator<LogLine> {
    for (;;) yield { at: null, text: NOISE };
  }
  const log: ClusterReader['log'] = async ({ container }) => ({
    ended: 'found',
    value: container === 'core' ? endless() : lines([SCHEMA]),
  });
  const limits = { lines: 1e6, bytes: 1e9, one: 50_000, ms: 30_000 };
  const report = scanned(
    await scanLogs({ kind: 'scan-logs', what: 'harbor' }, clusterWith(log), undefined, limits),
  );
  expect(report.causes).toHaveLength(1);
  expect(report.lines).toBeLessThan(2_000);
  expect(report.cut).toEqual([expect.stringContaining('Only the first 48.8 KiB of harbor/core-0 core')]);
});

test('a log that breaks off is judged as far as it came', async () => {
  async function* broken(): AsyncGenerator<LogLine> {
    yield { at: null, text: SCHEMA };
    throw new Error('socket hang up');
  }
  const log: ClusterReader['log'] = async () => ({ ended: 'found', value: broken() });
  const report = scanned(await scanLogs({ kind: 'scan-logs', what: 'core' }, clusterWith(log)));
  expect(report.causes).toHaveLength(1);
  expect(report.cut).toEqual(['The log of harbor/core-0 core broke off: socket hang up']);
});

test('near miss: nothing of that name is refused with what is like it', async () => {
  const reply = await scanLogs({ kind: 'scan-logs', what: 'jobservise' }, clusterWith(talks));
  expect(reply).toMatchObject({
    kind: 'refusal',
    tries: ['/registry scan-logs jobservice', '/registry scan-logs jobservice-0'],
  });
});
