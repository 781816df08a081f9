/** A freeze, or its end, is written on every button of a fix that stands in Slack already. */
import type { ApprovalStore } from '../../store/approvals.ts';
import type { IncidentStore } from '../../store/incidents.ts';
import type { Queues } from '../queues.ts';

export interface ShowParts {
  readonly approvals: Pick<ApprovalStore, 'waiting' | 'read'>;
  readonly incidents: Pick<IncidentStore, 'offering' | 'read'>;
  readonly queues: Pick<Queues, 'deliver'>;
}

/** Plans that wait for a yes first, then the newest answers. What shows it already is not edited again. */
export async function showFrozen({ approvals, incidents, queues }: ShowParts): Promise<void> {
  const plans = await Promise.all((await approvals.waiting()).map((id) => approvals.read(id)));
  const answers = await Promise.all((await incidents.offering()).map((id) => incidents.read(id)));
  const shown = new Map([
    ...plans.flatMap((one) => (one ? [[one.incident, one.requestId] as const] : [])),
    ...answers.flatMap((one) => (one ? [[one.id, one.requestId] as const] : [])),
  ]);
  for (const [incident, requestId] of shown) await queues.deliver({ incident, requestId });
}
