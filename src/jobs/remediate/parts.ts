/** What the steps of a fix work with. */
import type { Applier } from '../../apply.ts';
import type { RemediationsConfig } from '../../config.ts';
import type { Approval } from '../../engine/approval.ts';
import type { AuditEvent, AuditWhat } from '../../engine/audit.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Logger } from '../../log.ts';
import { countFix } from '../../metrics/fixes.ts';
import type { ApprovalStore } from '../../store/approvals.ts';
import type { AuditStore } from '../../store/audit.ts';
import type { AutopilotStore } from '../../store/autopilot.ts';
import type { FreezeStore } from '../../store/freezes.ts';
import type { IncidentStore } from '../../store/incidents.ts';
import type { LockStore } from '../../store/locks.ts';
import type { Queues } from '../queues.ts';
import type { Surroundings } from '../surroundings.ts';

export interface RemediateParts {
  readonly surroundings: Surroundings;
  readonly remediations: ReadonlyMap<string, Remediation>;
  readonly config: RemediationsConfig;
  readonly applier: Applier;
  readonly approvals: ApprovalStore;
  readonly incidents: IncidentStore;
  readonly audit: AuditStore;
  readonly locks: LockStore;
  readonly freezes: FreezeStore;
  readonly autopilot: AutopilotStore;
  readonly queues: Pick<Queues, 'deliver' | 'remediate'>;
  readonly log: Logger;
}

/** Tells the audit once, however often the job runs: an approval has each kind of event once. */
export async function tell(
  parts: Pick<RemediateParts, 'audit'>,
  approval: Approval,
  event: { readonly what: AuditWhat; readonly who: string; readonly at: string; readonly says: string },
  once: string = event.what,
): Promise<void> {
  const { id, incident, remediation, digest, plan, pull } = approval;
  const scope = plan?.scope ?? {
    cluster: pull.cluster ?? pull.installation?.place?.cluster ?? null,
    namespace: pull.namespace ?? pull.installation?.place?.namespace ?? null,
    registry: pull.installation?.name ?? null,
  };
  const whole: AuditEvent = { ...event, approval: id, incident, remediation, digest, ...scope };
  const told = await parts.audit.tell(whole, `${id}:${once}`);
  if (told === 'told') countFix(remediation, event.what, event.says);
}

/** Keeps beside an approval which audit record tells of its end, for whoever looks it up, and shows it. */
export async function keepAuditNumber(
  parts: RemediateParts,
  approval: Approval,
  once: AuditWhat,
): Promise<void> {
  const audit = await parts.audit.numberOf(`${approval.id}:${once}`);
  if (audit === null) return;
  const kept = await parts.approvals.change(approval.id, (now) =>
    now.audit === undefined ? { ...now, audit } : null,
  );
  await show(parts, kept ?? approval);
}

/** Shows what the record says now in its thread. */
export async function show(parts: RemediateParts, { incident, requestId }: Approval): Promise<void> {
  await parts.queues.deliver({ incident, requestId });
}
