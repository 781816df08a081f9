/** A verdict whose fix may be done without a yes: its plan is asked for by nobody. Writes nothing itself. */
import type { RemediationsConfig } from '../../config.ts';
import { type Approval, AUTOPILOT } from '../../engine/approval.ts';
import { autopilotRule } from '../../engine/autopilot.ts';
import type { Incident } from '../../engine/incident.ts';
import { offersIn } from '../../engine/offers.ts';
import type { Logger } from '../../log.ts';
import type { ApprovalStore } from '../../store/approvals.ts';
import type { Queues } from '../queues.ts';

export interface AutopilotParts {
  readonly config: Pick<RemediationsConfig, 'enabled' | 'autopilot'>;
  readonly approvals: Pick<ApprovalStore, 'open'>;
  readonly queues: Pick<Queues, 'remediate'>;
  readonly log: Logger;
  now(): Date;
}

/** The ids come from the answer, so that the same answer, kept twice, asks once. Limits are held when it is planned. */
export async function askAutopilot(incident: Incident, parts: AutopilotParts): Promise<void> {
  const { config, approvals, queues, log } = parts;
  if (config.autopilot.length === 0 || incident.state.is !== 'answered') return;
  for (const [at, { offer, cause, pull }] of offersIn(incident.state.reply).entries()) {
    if (!offer.ready || pull === null || !config.enabled.includes(offer.id)) continue;
    const place = pull.installation?.place;
    const cluster = pull.cluster ?? place?.cluster ?? null;
    const namespace = pull.namespace ?? place?.namespace ?? null;
    const { id: remediation, risk, title } = offer;
    if (!autopilotRule({ remediation, risk, cluster, namespace }, config.autopilot)) continue;
    const now = parts.now().toISOString();
    const approval: Approval = {
      id: `apr-auto${incident.id.toLowerCase().replace(/[^a-z0-9]/g, '')}r${incident.run}o${at}`,
      requestId: incident.requestId,
      incident: incident.id,
      place: incident.place,
      createdAt: now,
      expiresAt: now,
      requester: AUTOPILOT,
      pull,
      cause,
      remediation,
      title,
      plan: null,
      digest: null,
      needs: 1,
      yes: [],
      state: { is: 'planning' },
    };
    const opened = await approvals.open(approval);
    log.info({ approval: approval.id, incident: incident.id, remediation, opened }, 'autopilot asks');
    await queues.remediate(approval, 'plan');
  }
}
