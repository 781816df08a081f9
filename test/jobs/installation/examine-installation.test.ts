import { expect, test } from 'vitest';
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { NetworkConfig } from '../../../src/config.ts';
import type { LogLine, PodRecord } from '../../../src/engine/cluster.ts';
import type { Installation } from '../../../src/engine/installation.ts';
import { defineRemediation, type Remediation } from '../../../src/engine/remediation.ts';
import { examineInstallation } from '../../../src/jobs/installation/examine-installation.ts';
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
const SCHEMA =
  '2026-03-01T02:59:30Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"';
const installation: Installation = {
  name: 'main',
  product: 'harbor',
  host: null,
  place: { cluster: 'prod', namespace: 'harbor', instance: null },
  installer: 'helm',
  foundBy: 'configuration',
};

const crashing = madePod('core-0', {
  namespace: 'harbor',
  phase: 'Running',
  containers: [
    madeContainer({
      name: 'core',
      image: 'goharbor/harbor-core:v1.8.6',
      reason: 'CrashLoopBackOff',
      restarts: 7,
      last: { reason: 'Error', exitCode: 1, at: '2026-03-01T02:59:31Z' },
    }),
  ],
});
const well = madePod('core-0', {
  namespace: 'harbor',
  phase: 'Running',
  containers: [runningContainer({ name: 'core', image: 'goharbor/harbor-core:v1.8.6', ready: true })],
});

async function* linesOf(text: string, at: string): AsyncGenerator<LogLine> {
  yield { at, text };
}

function examined(pod: PodRecord, at = '2026-03-01T02:59:30Z', remediations: readonly Remediation[] = []) {
  const cluster = literalCluster({
    pods: found([pod]),
    log: async ({ which }) =>
      which === 'previous' || pod === well
        ? { ended: 'found', value: linesOf(SCHEMA, at) }
        : { ended: 'not-found', says: 'container is waiting' },
  });
  return examineInstallation(
    installation,
    {
      clusters: new Map([['prod', cluster]]),
      network: createNetworkAsker({
        file: { registries: [], network: NetworkConfig.parse({}) },
        secret: () => undefined,
      }),
      checks: allChecks,
      remediations,
      now: () => NOW,
    },
    { checks: [checkOf('db-schema-newer-than-binary'), checkOf('db-schema-dirty')], always: [componentLogs] },
  );
}

test('a crashing component proves a cause by its log of before', async () => {
  const { results, heard } = await examined(crashing);
  expect(heard).toMatchObject([{ weight: 'proof', run: 'previous', component: 'core' }]);
  expect(results).toMatchObject([
    {
      outcome: 'fail',
      check: { id: 'db-schema-newer-than-binary' },
      evidence: [
        {
          source: 'log of core (core-0, before its restart)',
          says: expect.stringContaining('file does not exist'),
        },
      ],
    },
    { outcome: 'skip' },
  ]);
});

test('near miss: the same words of a component that is well prove nothing', async () => {
  const recent = await examined(well);
  expect(recent.heard).toMatchObject([{ weight: 'recent' }]);
  expect(recent.results).toMatchObject([{ outcome: 'skip' }, { outcome: 'skip' }]);
  const old = await examined(well, '2026-03-01T01:00:00Z');
  expect(old.heard).toMatchObject([{ weight: 'old' }]);
});

/** A fix that wants what a question proves, and says nothing of logs. */
const restore = defineRemediation({
  id: 'restore-schema',
  risk: 'high',
  rows: [],
  fixes: [checkOf('db-schema-newer-than-binary')],
  rights: [],
  needs: {},
  plan: () => ({ state: 'not-applicable' }),
  words: { en: { title: 'Restore the schema', would: 'restore the schema' } },
});

test('a fix of a cause that only a log proves, or only words suggest, is named with why it is not offered', async () => {
  const named = async (pod: PodRecord) =>
    (await examined(pod, undefined, [restore])).offers.get('db-schema-newer-than-binary');
  expect(await named(crashing)).toMatchObject([
    { id: 'restore-schema', ready: false, why: 'only a log shows it; this fix rests on more than that' },
  ]);
  expect(await named(well)).toMatchObject([
    { ready: false, why: 'only words say so; a fix rests on what a live look proves' },
  ]);
});

test('a cluster that refuses leaves unknown answers, and nothing is thrown', async () => {
  const cluster = literalCluster({ pods: ended('forbidden', 'pods is forbidden') });
  const { answers, heard } = await examineInstallation(
    installation,
    {
      clusters: new Map([['prod', cluster]]),
      network: createNetworkAsker({
        file: { registries: [], network: NetworkConfig.parse({}) },
        secret: () => undefined,
      }),
      checks: allChecks,
      now: () => NOW,
    },
    { checks: [], always: [componentLogs] },
  );
  expect(answers.get('components')).toMatchObject({ state: 'unknown', why: 'pods is forbidden' });
  expect(answers.get('component-logs')).toEqual({ state: 'unreached', after: 'components' });
  expect(heard).toEqual([]);
});
