/** What Harbor's own webhook tells is asked about as what it is: a replication, a push; not a pull that nobody tried. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import { triageHarbor } from '../../src/engine/alerts/harbor-event.ts';
import { sightingsOf } from '../../src/engine/alerts/sightings.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { type Found, lookAt } from '../../src/jobs/triage/look.ts';
import { SICKNESSES } from '../../src/sandbox/harbor/sicknesses.ts';
import { allChecks } from '../checks/all-checks.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
beforeEach(async () => {
  lab = await startHarborLab();
  lab.harbor.addUser('admin', 'own-secret', 'admin');
});
afterEach(() => lab.stop());

async function looks(type: string, data: unknown): Promise<readonly Found[]> {
  const { alerts } = triageHarbor(type, data);
  const from = { source: 'harbor', delivery: 'd1', place: null, at: '2026-11-21T02:00:00.000Z' } as const;
  const here = { clusters: [], registries: [lab.domain], usual: null };
  const config = lab.config({ login: { username: 'admin', passwordEnv: 'OWN_PASSWORD' } });
  const network = createNetworkAsker(config);
  const surroundings = {
    clusters: new Map(),
    defaultCluster: null,
    registries: config.file.registries,
    network,
    remediations: [],
    checks: allChecks,
    now: () => new Date(),
  };
  try {
    const found: Found[] = [];
    for (const { target, says } of sightingsOf(alerts, from, here))
      found.push(
        ...(await lookAt(target, says, (question) => answerQuestion(question, surroundings, () => {}))),
      );
    return found;
  } finally {
    await network.close();
  }
}

test('a replication that failed: why it fails, of the policy that moves this artifact', async () => {
  SICKNESSES.find(({ id }) => id === 'target-quota')?.strike(lab.harbor.state);
  const event = {
    replication: {
      harbor_hostname: lab.domain,
      job_status: 'Failed',
      src_resource: { namespace: 'data' },
      failed_artifact: [{ type: 'image', status: 'Failed', name_tag: 'reports [1 item(s) in total]' }],
    },
  };
  expect(await looks('REPLICATION', event)).toMatchObject([
    { is: 'rooted', cause: 'quota-exceeded-target', question: { kind: 'sync', of: 'artifact' } },
  ]);
});

test('a full project: what stands in the way of the push, by the words that Harbor told', async () => {
  lab.harbor.addProject('shop', 'private').quota = 10;
  const says =
    'adding 212.4 MiB of storage resource, which when updated to current usage of 9.9 GiB will exceed the configured upper limit of 10.0 GiB.';
  const event = {
    resources: [{ resource_url: `${lab.domain}/shop/cart:1.8.3`, tag: '1.8.3' }],
    custom_attributes: { Details: says },
  };
  expect(await looks('QUOTA_EXCEED', event)).toMatchObject([
    { is: 'rooted', cause: 'quota-exceeded', question: { kind: 'push', text: says } },
  ]);
});
