/** The steps of a fix over a real Redis; what the cluster says, and how a write ends, is set by the test. */
import { pino } from 'pino';
import { vi } from 'vitest';
import type { Applier } from '../../../src/apply.ts';
import { RemediationsConfig } from '../../../src/config.ts';
import type { Check, CheckResult, Finding } from '../../../src/engine/check.ts';
import type { Plan } from '../../../src/engine/plan.ts';
import type { Planned, Remediation } from '../../../src/engine/remediation.ts';
import type { Queues } from '../../../src/jobs/queues.ts';
import type { RemediateParts } from '../../../src/jobs/remediate/parts.ts';
import type { Surroundings } from '../../../src/jobs/surroundings.ts';
import { approvalStore } from '../../../src/store/approvals.ts';
import { auditStore } from '../../../src/store/audit.ts';
import { autopilotStore } from '../../../src/store/autopilot.ts';
import { freezeStore } from '../../../src/store/freezes.ts';
import { incidentStore } from '../../../src/store/incidents.ts';
import { lockStore } from '../../../src/store/locks.ts';
import { OPEN, RESTART } from '../../store/approval-setup.ts';
import type { TestRedis } from '../../store/setup.ts';

export interface Lab {
  readonly parts: RemediateParts;
  /** What the cluster is like now. */
  /** `facts`: whether those the remediation needs are told. */
  readonly world: { health: 'sick' | 'well' | 'unseen'; facts: 'told' | 'unseen'; plan: Plan; now: Date };
  readonly write: ReturnType<typeof vi.fn<Applier['write']>>;
  readonly rehearse: ReturnType<typeof vi.fn<Applier['rehearse']>>;
  readonly remediate: ReturnType<typeof vi.fn<Queues['remediate']>>;
  readonly deliver: ReturnType<typeof vi.fn<Queues['deliver']>>;
  /** What the audit holds, oldest first. */
  audited(): Promise<readonly string[]>;
}

export const NOW = new Date('2026-11-21T02:10:00.000Z');

export function labOver({ redis }: TestRedis, config: unknown = {}): Lab {
  const world: Lab['world'] = { health: 'sick', facts: 'told', plan: RESTART, now: NOW };
  const check = { id: OPEN.cause, probes: [], signs: [] } as unknown as Check;
  const run = (): CheckResult => {
    if (world.health === 'well') return { outcome: 'pass', check };
    if (world.health === 'unseen') return { outcome: 'error', check, why: 'forbidden' } as CheckResult;
    const evidence = [{ source: 'jobservice', says: 'it hangs' }];
    return { outcome: 'fail', check, evidence } as unknown as Finding;
  };
  const plan = (): Planned =>
    world.facts === 'told'
      ? { state: 'ready', plan: world.plan }
      : { state: 'not-ready', why: '`pod` came first', because: 'unseen' };
  const remediation = { id: RESTART.remediation, probes: [], plan } as unknown as Remediation;
  const network = { with: () => ({}) };
  const surroundings = {
    network,
    clusters: new Map(),
    checks: [{ ...check, run }],
    now: () => world.now,
  } as unknown as Surroundings;
  const write = vi.fn<Applier['write']>(async () => ({ ended: 'written' }));
  const rehearse = vi.fn<Applier['rehearse']>(async () => ({ ended: 'written' }));
  const remediate = vi.fn<Queues['remediate']>(async () => {});
  const deliver = vi.fn<Queues['deliver']>(async () => {});
  const audit = auditStore(redis);
  const parts: RemediateParts = {
    surroundings,
    remediations: new Map([[remediation.id, remediation]]),
    config: RemediationsConfig.parse({ enabled: [remediation.id], ...(config as object) }),
    applier: { write, rehearse },
    approvals: approvalStore(redis),
    incidents: incidentStore(redis),
    audit,
    locks: lockStore(redis),
    freezes: freezeStore(redis),
    autopilot: autopilotStore(redis),
    queues: { remediate, deliver },
    log: pino({ level: 'silent' }),
  };
  const audited = async () => (await Array.fromAsync(audit.read())).map(({ what, who }) => `${what} ${who}`);
  return { parts, world, write, rehearse, remediate, deliver, audited };
}
