import { expect, test } from 'vitest';
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { NetworkConfig } from '../../../src/config.ts';
import type { LogLine, PodRecord } from '../../../src/engine/cluster.ts';
import type { Installation } from '../../../src/engine/installation.ts';
import { defineRemediation } from '../../../src/engine/remediation.ts';
import { examineInstallation } from '../../../src/jobs/installation/examine-installation.ts';
import { lookAgain } from '../../../src/jobs/remediate/look-again.ts';
import { componentLogs } from '../../../src/probes/installation/component-logs.ts';
import { allChecks, checkOf } from '../../checks/all-checks.ts';
import {
  ended,
  found,
  literalCluster,
  madeContainer,
  madePod,
  runningContainer,
} from '../../probes/literal-cluster.ts';

const NOW = new Date('2026-03-01T03:00:00Z');
const DIRTY = 'failed to migrate the database, error: Dirty database version 80. Fix and force version.';
const installation: Installation = {
  name: 'main',
  product: 'harbor',
  host: null,
  place: { cluster: 'prod', namespace: 'harbor', instance: null },
  installer: 'helm',
  foundBy: 'configuration',
};
const pull = { image: 'main', installation };
const image = 'goharbor/harbor-core:v2.3.0';
const pods = {
  crashing: madePod('core-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      madeContainer({
        name: 'core',
        image,
        reason: 'CrashLoopBackOff',
        restarts: 7,
        last: { reason: 'Error', exitCode: 1, at: '2026-03-01T02:59:31Z' },
      }),
    ],
  }),
  well: madePod('core-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [runningContainer({ name: 'core', image, ready: true })],
  }),
};

async function* linesOf(text: string): AsyncGenerator<LogLine> {
  yield { at: '2026-03-01T02:59:30Z', text };
}

function around(pod: PodRecord | null, says: string) {
  const cluster = literalCluster({
    pods: pod ? found([pod]) : ended('forbidden', 'pods is forbidden'),
    log: async () => ({ ended: 'found', value: linesOf(says) }),
  });
  return {
    clusters: new Map([['prod', cluster]]),
    network: createNetworkAsker({
      file: { registries: [], network: NetworkConfig.parse({}) },
      secret: () => undefined,
    }),
    checks: allChecks,
    remediations: [],
    defaultCluster: 'prod',
    registries: [],
    now: () => NOW,
  };
}

const dirty = checkOf('db-schema-dirty');
const fix = (planFromLog: boolean) =>
  defineRemediation({
    id: 'restore-schema',
    risk: 'high',
    rows: [],
    fixes: [dirty],
    rights: [],
    needs: {},
    plan: () => ({ state: 'not-ready', why: 'planned from data' }),
    ...(planFromLog ? { planFromLog: () => ({ state: 'not-ready', why: 'planned from the log' }) } : {}),
    words: { en: { title: 'Restore', would: 'restore' } },
  });

test('what a crashing component writes is found again, in its own words', async () => {
  const again = await lookAgain(pull, dirty, null, around(pods.crashing, DIRTY));
  expect(again).toMatchObject({
    state: 'fails',
    finding: {
      provedBy: 'log',
      evidence: [{ source: 'log of core (core-0, before its restart)', says: DIRTY }, { says: DIRTY }],
    },
  });
});

test('it is over once every component is well and its logs could be read', async () => {
  expect(await lookAgain(pull, dirty, null, around(pods.well, 'GET /api/v2.0/ping 200'))).toEqual({
    state: 'passes',
  });
});

test('near miss: sick components that write something else leave it open, and so do logs that nobody may read', async () => {
  const other = await lookAgain(pull, dirty, null, around(pods.crashing, 'GET /api/v2.0/ping 200'));
  expect(other).toMatchObject({ state: 'unknown' });
  expect(await lookAgain(pull, dirty, null, around(null, DIRTY))).toMatchObject({ state: 'unknown' });
});

test('a check about a pull is not judged by the logs of an installation', async () => {
  const again = await lookAgain({ image: 'main' }, dirty, null, around(pods.crashing, DIRTY));
  expect(again).toMatchObject({ state: 'unknown' });
});

test('a cause that only a log shows is offered the fix that can plan from it, never one that needs data', async () => {
  const offered = async (planFromLog: boolean) => {
    const { offers } = await examineInstallation(
      installation,
      { ...around(pods.crashing, DIRTY), remediations: [fix(planFromLog)] },
      { checks: [dirty], always: [componentLogs] },
    );
    return offers.get('db-schema-dirty');
  };
  expect(await offered(true)).toMatchObject([{ id: 'restore-schema', why: 'planned from the log' }]);
  expect(await offered(false)).toMatchObject([{ why: expect.stringContaining('only a log shows it') }]);
});
