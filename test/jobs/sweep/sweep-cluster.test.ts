import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { shareAnswers } from '../../../src/engine/shared-answers.ts';
import { createSurroundings, type Surroundings } from '../../../src/jobs/surroundings.ts';
import { groupsOf } from '../../../src/jobs/sweep/groups.ts';
import { type Patience, patienceOf } from '../../../src/jobs/sweep/patience.ts';
import {
  type SweepProgress,
  type SweptCluster,
  sweepCluster,
} from '../../../src/jobs/sweep/sweep-cluster.ts';
import { openSweepWorld, type SweepWorld } from '../../bench/sweep-world.ts';

let world: SweepWorld;
let surroundings: Surroundings;
let reader: ClusterReader;

beforeAll(async () => {
  world = await openSweepWorld({ pods: 120, failing: 96, namespaces: 4, nodes: 3 });
  surroundings = await createSurroundings(loadConfig(world.env));
  const prod = surroundings.clusters.get('prod');
  if (!prod) throw new Error('no cluster');
  reader = prod;
});
afterAll(async () => {
  await surroundings.network.close();
  await world.stop();
});

interface Swept {
  readonly swept: SweptCluster;
  readonly registryCalls: number;
  readonly told: readonly SweepProgress[];
}

async function sweepBy(of: ClusterReader, patience: Patience = patienceOf(60_000)): Promise<Swept> {
  const total = (): number => [...world.registryCalls.values()].reduce((sum, each) => sum + each, 0);
  const before = total();
  const told: SweepProgress[] = [];
  const swept = await sweepCluster(of, null, {
    surroundings,
    network: shareAnswers(surroundings.network.with({})),
    patience,
    language: 'en',
    onProgress: (one) => told.push(one),
  });
  return { swept, registryCalls: total() - before, told };
}

/** Every third of the pods that wait has run before: its phase is Running. */
const someBegan: Partial<ClusterReader> = {
  async scanPods(namespace, keep, { phase, ...bounds } = {}) {
    const began = (uid: string): boolean => Number.parseInt(uid.slice(0, 4), 16) % 3 === 0;
    return reader.scanPods(namespace, (pod) => keep(pod) && began(pod.uid) === (phase === 'begun'), bounds);
  },
};

const told = ({ swept }: Swept) =>
  groupsOf(swept.looked, 'en').map(({ cause, root, pods }) => `${cause?.id} ${root} ${pods}`);

test('pods that ran before are found as the others are, and no question is put twice for them', async () => {
  const whole = await sweepBy(reader);
  const split = await sweepBy({ ...reader, ...someBegan });
  expect(whole.swept.failing).toBe(96);
  expect(split.swept.failing).toBe(96);
  expect(told(split).toSorted()).toEqual(told(whole).toSorted());
  const questions = split.swept.looked.map(({ inquiry }) => inquiry.key);
  expect(new Set(questions).size).toBe(questions.length);
  expect(split.registryCalls).toBe(whole.registryCalls);
});

test('registries are asked before the pods that run are read', async () => {
  const order: string[] = [];
  const slow: ClusterReader = {
    ...reader,
    async scanPods(namespace, keep, bounds) {
      if (bounds?.phase === 'begun') await until(() => order.filter((one) => one === 'looked').length > 5);
      order.push(bounds?.phase ?? 'all');
      return reader.scanPods(namespace, keep, bounds);
    },
  };
  await sweepCluster(slow, null, {
    surroundings,
    network: shareAnswers(surroundings.network.with({})),
    patience: patienceOf(60_000),
    language: 'en',
    onProgress: ({ done }) => done > 0 && order.push('looked'),
  });
  expect(order[0]).toBe('pending');
  expect(order.indexOf('begun')).toBeGreaterThan(5);
});

test('time that is up for reading is not up for asking', async () => {
  const [over, open] = [AbortSignal.abort(), new AbortController().signal];
  const { swept } = await sweepBy(reader, { pending: over, begun: over, asking: open });
  expect(swept.looked.some(({ how }) => how === 'asked')).toBe(true);
  expect(swept.looked.some(({ how }) => how === 'unasked')).toBe(false);
});

test('a list that fails leaves what the other told', async () => {
  const half: ClusterReader = {
    ...reader,
    scanPods: async (namespace, keep, bounds) =>
      bounds?.phase === 'begun'
        ? { ended: 'unreachable', says: 'it hung up' }
        : reader.scanPods(namespace, keep, bounds),
  };
  const { swept, told: progress } = await sweepBy(half);
  expect(swept.failing).toBe(96);
  expect(swept.couldNotLook).toContainEqual({
    probe: 'pods of prod that have run already',
    why: 'it hung up',
  });
  expect(progress.at(-1)).toMatchObject({ pods: 'read', done: progress.at(-1)?.all });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 5));
}
