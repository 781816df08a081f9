/** The story of one fix: refused without any of its rights, written once, verified, taken back. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import type { Pull } from '../../../src/engine/subject.ts';
import { undoPlan } from '../../../src/engine/undo-plan.ts';
import type { AccessRule } from '../../../src/sandbox/cluster/access.ts';
import type { Pod } from '../../../src/sandbox/cluster/objects.ts';
import { CLUSTER } from '../../../src/sandbox/world/company.ts';
import type { Bench } from './bench.ts';

const PATIENCE_MS = 90_000;

export interface Story {
  readonly fix: string;
  readonly cause: string;
  readonly pull: Pull;
  /** Where its Roles are printed for. */
  readonly namespaces: readonly string[];
  /** Every write, in order: `PATCH deployments/invoice-render`. */
  readonly writes: readonly RegExp[];
  /** The same of its way back; null: there is none. */
  readonly back: readonly RegExp[] | null;
  /** Rights, as `delete pods`, that other cases of this fix need and this one does not. */
  readonly spares?: readonly string[];
  /** The kubelet does the rest at its next try, which then comes at once. */
  readonly waits?: true;
  /** What must be so once it is done, and once it is taken back. */
  readonly done?: () => void;
  readonly undone?: () => void;
}

export async function proves(bench: Bench, story: Story): Promise<Approval> {
  const { fix, cause, pull, namespaces } = story;
  const rules = await bench.permit([fix], namespaces);
  const first = await openedAtLast(bench, story);
  expect(first.state, JSON.stringify(first.state)).toEqual({ is: 'open' });
  bench.writes();
  const needless = await spared(bench, story, rules);
  expect(needless.toSorted()).toEqual((story.spares ?? []).toSorted());
  expect(bench.writes()).toEqual([]);

  await bench.permit([fix], namespaces);
  const asked = await bench.ask(fix, cause, pull);
  const applied = await bench.yes(asked.id);
  expect(applied.state, JSON.stringify(applied.state)).toMatchObject({ is: 'verifying' });
  written(bench, story.writes);
  story.done?.();
  if (story.waits) bench.world.cluster.retryPulls();
  const verified = await bench.verified(asked.id);
  expect(verified.state, JSON.stringify(verified.state)).toMatchObject({ is: 'verified' });
  expect(bench.writes()).toEqual([]);
  if (story.back === null) {
    expect(asked.plan && undoPlan(asked.plan)).toBeNull();
    return verified;
  }
  const back = await bench.undo(asked.id);
  expect(back.state, JSON.stringify(back.state)).toMatchObject({ is: 'verified' });
  written(bench, story.back);
  story.undone?.();
  return verified;
}

/** What was struck takes the kubelet its time to show, on a busy machine more of it. */
async function openedAtLast(bench: Bench, { fix, cause, pull }: Story): Promise<Approval> {
  for (const end = Date.now() + PATIENCE_MS; ; await wait(500)) {
    const asked = await bench.ask(fix, cause, pull);
    if (asked.state.is === 'open' || Date.now() > end) return asked;
  }
}

/** The rights that are taken away one by one without anybody noticing, neither there nor on the way back. */
async function spared(
  bench: Bench,
  { fix, cause, pull, namespaces }: Story,
  rules: readonly AccessRule[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const rule of rules) {
    await bench.permit([fix], namespaces);
    bench.forbid(rule);
    const asked = await bench.ask(fix, cause, pull);
    const stamp = { approval: asked.id, approvedAt: asked.createdAt };
    const back = asked.plan && undoPlan(asked.plan);
    const ending = back ? await bench.applier.rehearse(back, stamp) : null;
    const said = `${JSON.stringify(asked.state)} ${JSON.stringify(ending)}`;
    if (asked.state.is === 'open' && (ending === null || ending.ended === 'written'))
      found.push(`${rule.verbs?.[0]} ${rule.resources?.[0]}`);
    // What is not read is not known, so nothing is planned; what is not written is refused in the server's words.
    else expect(said).toMatch(rule.verbs?.[0] === 'get' ? /"is":"unplanned"/ : /forbidden/);
  }
  return found;
}

function written(bench: Bench, expected: readonly RegExp[]): void {
  const writes = bench.writes();
  expect(writes).toEqual(expected.map((one) => expect.stringMatching(one)));
}

/** The pull of the first pod of an application that waits for its image, and of which is told what is expected. */
export async function waiting(
  { world }: Bench,
  namespace: string,
  app: string,
  told = /not found|401|403|authoriz|denied/,
): Promise<Pull> {
  const find = (): Pod | undefined =>
    world.cluster.store
      .list<Pod>('pods', namespace)
      .find(
        ({ metadata, status }) =>
          metadata.labels?.['app'] === app &&
          metadata.deletionTimestamp === undefined &&
          /ImagePullBackOff|ErrImagePull/.test(JSON.stringify(status)) &&
          told.test(JSON.stringify(status)),
      );
  await expect.poll(find, { timeout: 90_000, interval: 50 }).toBeDefined();
  const pod = find() as Pod;
  const [container] = pod.spec.containers;
  return {
    image: container?.image ?? '',
    cluster: CLUSTER,
    namespace,
    pod: pod.metadata.name,
    container: container?.name ?? '',
  };
}
