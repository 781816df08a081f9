/**
 * Fixes from the question to the way back, on the sandbox's world: a real API server that enforces the rights which
 * `registry-medic rbac` prints, real registries, a real Redis. Only Slack is left out.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createDoors } from '../../../src/apply/doors.ts';
import { type Applier, createApplier } from '../../../src/apply.ts';
import { type Config, loadConfig } from '../../../src/config.ts';
import type { Approval } from '../../../src/engine/approval.ts';
import { workloadOf } from '../../../src/engine/kubernetes/workload.ts';
import type { Pull } from '../../../src/engine/subject.ts';
import { applyFix, TryAgain } from '../../../src/jobs/remediate/apply-fix.ts';
import type { RemediateParts } from '../../../src/jobs/remediate/parts.ts';
import { planFix } from '../../../src/jobs/remediate/plan-fix.ts';
import { verifyFix } from '../../../src/jobs/remediate/verify-fix.ts';
import { createSurroundings, type Surroundings } from '../../../src/jobs/surroundings.ts';
import type { AccessRule } from '../../../src/sandbox/cluster/access.ts';
import { CLUSTER } from '../../../src/sandbox/world/company.ts';
import type { Fault } from '../../../src/sandbox/world/fault.ts';
import { startWorld, type World, type WorldOptions } from '../../../src/sandbox/world/world.ts';
import { approvalStore } from '../../../src/store/approvals.ts';
import { auditStore } from '../../../src/store/audit.ts';
import { autopilotStore } from '../../../src/store/autopilot.ts';
import { freezeStore } from '../../../src/store/freezes.ts';
import { incidentStore } from '../../../src/store/incidents.ts';
import { lockStore } from '../../../src/store/locks.ts';
import { startTestRedis } from '../../store/setup.ts';
import { grantedFor, oneByOne } from './rights.ts';

/** On a busy machine; on the good path it costs nothing. */
const PATIENCE_MS = 90_000;

export interface Bench {
  readonly world: World;
  readonly surroundings: Surroundings;
  readonly applier: Applier;
  readonly parts: RemediateParts;
  /** From now on the remediator may do what is printed for these fixes in these namespaces; told is what of it writes. */
  permit(fixes: readonly string[], namespaces: readonly string[]): Promise<readonly AccessRule[]>;
  /** Takes that away until `permit`. */
  forbid(rule: AccessRule): void;
  /** Somebody asks for a fix: looked at again, planned, rehearsed. */
  ask(fix: string, cause: string, pull: Pull): Promise<Approval>;
  /** Enough people say yes. The job comes twice, as a queue may do. */
  yes(id: string): Promise<Approval>;
  /** Until it is known whether it helped. */
  verified(id: string, withinMs?: number): Promise<Approval>;
  /** The way back, with its own yes. */
  undo(id: string, withinMs?: number): Promise<Approval>;
  /** Requests of the remediator that wrote, as `PATCH /apis/…`, since the last call. */
  writes(): readonly string[];
  /** The clock is so many minutes further. */
  later(minutes: number): void;
  /** Waits until a Deployment has rolled out. */
  settled(namespace: string, name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Another API server than the sandbox's, to which the world is carried once its pods wait. */
export interface Elsewhere {
  /** Brings everything over; returns the kubeconfig of the remediator. */
  carry(world: World): Promise<string>;
  /** Applies these Roles in the place of those before. */
  grant(printed: readonly object[]): Promise<void>;
}

export async function startBench(
  redisDatabase: number,
  faults: readonly Fault[],
  cluster: WorldOptions['cluster'] = {},
  elsewhere: Elsewhere | null = null,
): Promise<Bench> {
  const redis = await startTestRedis(redisDatabase);
  const allow: AccessRule[] = [];
  const deny: AccessRule[] = [];
  let written: string[] = [];
  const world = await startWorld({
    faults,
    cluster: {
      terminationMs: 50,
      ...cluster,
      identities: [{ user: 'remediator', token: randomUUID(), allow, deny }],
      seen: (method, path, query) => {
        const asks = method === 'GET' || path.endsWith('selfsubjectaccessreviews') || query.has('dryRun');
        if (!asks) written.push(`${method} ${path}`);
      },
    },
  });
  if (elsewhere) await writeFile(world.files.kubeconfig, await elsewhere.carry(world));
  const config: Config = loadConfig(world.files.env);
  let aheadMs = 0;
  const surroundings: Surroundings = {
    ...(await createSurroundings(config)),
    now: () => new Date(Date.now() + aheadMs),
  };
  const doors = createDoors(config);
  const applier = createApplier(doors);
  const approvals = approvalStore(redis.redis);
  const parts: RemediateParts = {
    surroundings,
    remediations: new Map(surroundings.remediations.map((one) => [one.id, one])),
    config: config.file.remediations,
    applier,
    approvals,
    incidents: incidentStore(redis.redis),
    audit: auditStore(redis.redis),
    locks: lockStore(redis.redis),
    freezes: freezeStore(redis.redis),
    autopilot: autopilotStore(redis.redis),
    queues: { remediate: async () => {}, deliver: async () => {} },
    log: pino({ level: 'silent' }),
  };
  const read = async (id: string): Promise<Approval> => {
    const found = await approvals.read(id);
    if (!found) throw new Error(`no approval ${id}`);
    return found;
  };
  const open = async (
    one: Pick<Approval, 'remediation' | 'cause' | 'pull' | 'undoes'>,
  ): Promise<Approval> => {
    const at = new Date().toISOString();
    const id = `apr-${randomUUID()}`;
    await approvals.open({
      ...one,
      id,
      requestId: 'req-1',
      incident: 'inc-1',
      place: { channel: 'C1', thread: '1.2' },
      createdAt: at,
      expiresAt: at,
      requester: 'U-rosa',
      title: one.remediation,
      plan: null,
      digest: null,
      needs: 1,
      yes: [],
      state: { is: 'planning' },
    });
    await planFix(id, parts);
    return read(id);
  };
  /** As the queue does: where a controller was quicker, so that nothing was written, it comes again. */
  const apply = async (id: string): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      const before = [...written];
      try {
        await applyFix(id, parts);
        return;
      } catch (error) {
        if (!(error instanceof TryAgain) || tries === 5) throw error;
        written = before;
        await wait(500);
      }
    }
  };
  const yes = async (id: string): Promise<Approval> => {
    const at = new Date().toISOString();
    await approvals.change(id, (now) =>
      now.state.is === 'open'
        ? { ...now, yes: [{ user: 'U-tomo', at }], state: { is: 'approved', at } }
        : null,
    );
    await apply(id);
    await apply(id);
    return read(id);
  };
  const verified = async (id: string, withinMs = PATIENCE_MS): Promise<Approval> => {
    for (const end = Date.now() + withinMs; Date.now() < end; await wait(100)) {
      await verifyFix(id, parts);
      const now = await read(id);
      if (now.state.is !== 'verifying') return now;
      // What must stay so for a minute is looked at again at its end.
      if (now.state.passedSince !== null) aheadMs += (now.plan?.verify.steadyS ?? 0) * 1_000;
    }
    return read(id);
  };
  return {
    world,
    surroundings,
    applier,
    parts,
    async permit(fixes, namespaces) {
      const { writing, reading, printed } = await grantedFor(fixes, namespaces, surroundings, config);
      await elsewhere?.grant(printed);
      deny.length = 0;
      allow.splice(0, allow.length, ...writing, ...reading);
      return oneByOne(writing);
    },
    forbid: (rule) => void deny.push(rule),
    ask: (remediation, cause, pull) => open({ remediation, cause, pull }),
    yes,
    verified,
    async undo(id, withinMs) {
      const { remediation, cause, pull } = await read(id);
      const back = await open({ remediation, cause, pull, undoes: id });
      await yes(back.id);
      return verified(back.id, withinMs);
    },
    writes() {
      const all = written;
      written = [];
      return all;
    },
    later(minutes) {
      aheadMs += minutes * 60_000;
    },
    async settled(namespace, name) {
      const kind = { group: 'apps', plural: 'deployments' };
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(50)) {
        const answer = await surroundings.clusters.get(CLUSTER)?.object(kind, namespace, name);
        const isDone = answer?.ended === 'found' && workloadOf(answer.value).rollout === 'done';
        const ends = world.cluster.store
          .list('pods', namespace)
          .some(({ metadata }) => metadata.deletionTimestamp !== undefined);
        if (isDone && !ends) return;
      }
      throw new Error(`${namespace}/${name} does not roll out`);
    },
    async stop() {
      await doors.close();
      await surroundings.network.close();
      await world.stop();
      await redis.stop();
    },
  };
}
