/** What lives beside Harbor or under it, sick in the sandbox's cluster: status and storage name it, and no more once it is well. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createNetworkAsker, type NetworkClient } from '../../src/clients/network/asker.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { Question } from '../../src/engine/question.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { AILMENTS } from '../../src/sandbox/relatives/ailments.ts';
import { CONTROLLER_IMAGE } from '../../src/sandbox/relatives/image-controller.ts';
import { allChecks } from '../checks/all-checks.ts';
import { readerFor } from '../clients/kubernetes/sandbox-reader.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

let cluster: SandboxCluster;
let reader: ClusterReader;
let network: NetworkClient;
beforeAll(async () => {
  cluster = await startCluster({ preloaded: [CONTROLLER_IMAGE] });
  reader = await readerFor(cluster.kubeconfig());
  network = createNetworkAsker(stubConfig(1));
});
afterAll(async () => {
  await network?.close();
  await cluster?.stop();
});

async function causes(kind: 'status' | 'storage'): Promise<readonly string[]> {
  const question: Question = { kind };
  const reply = await answerQuestion(question, {
    clusters: new Map([[reader.name, reader]]),
    defaultCluster: null,
    registries: [],
    network,
    remediations: [],
    checks: allChecks,
    now: () => new Date(),
  });
  if (reply.kind === 'status')
    return reply.report.registries.flatMap(({ troubles }) => troubles.map(({ id, cause }) => cause ?? id));
  if (reply.kind === 'storage') return reply.report.troubles.map(({ cause }) => cause);
  throw new Error(JSON.stringify(reply));
}

function ailment(id: string) {
  const one = AILMENTS.find((each) => each.id === id);
  if (!one) throw new Error(`no ailment ${id}`);
  return one;
}

test('a network policy that lets the image controller ask for names only', async () => {
  ailment('egress-blocked').strike(cluster);
  await vi.waitFor(async () => expect(await causes('status')).toContain('controller-egress-blocked'), 90_000);
  ailment('egress-blocked').heal(cluster);
  await expect.poll(() => causes('status')).not.toContain('controller-egress-blocked');
});

test('a node without room: storage tells it, and status of what is in its cluster', async () => {
  await expect.poll(() => causes('storage')).not.toContain('node-disk-pressure');
  ailment('node-disk-pressure').strike(cluster);
  await expect.poll(() => causes('storage')).toContain('node-disk-pressure');
  await expect.poll(() => causes('status')).toContain('node-disk-pressure');
  ailment('node-disk-pressure').heal(cluster);
  // Near miss: the event of the failed collection is still there.
  await expect.poll(() => causes('storage')).not.toContain('node-disk-pressure');
});

test('copied images that no policy cleans up', async () => {
  ailment('sync-stuck').strike(cluster);
  await expect.poll(() => causes('storage')).toContain('nothing-cleans-images');
});
