import { callRights } from '../../engine/harbor/call-rights.ts';
import type { ReplicationExecution } from '../../engine/harbor/records.ts';
import { type Endings, endingsOf, tellingExecution } from '../../engine/harbor/telling-execution.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { replicationPolicy } from './replication-policy.ts';

export interface ExecutionsFact {
  /** Newest first, at most the last twenty. */
  readonly last: readonly ReplicationExecution[];
  readonly endings: Endings;
  /** The one that tells how the policy does; null: it never ran. */
  readonly telling: ReplicationExecution | null;
}

const MOST = 20;

export const replicationExecutions: Probe<ExecutionsFact> = {
  id: 'replication-executions',
  asks: () => 'reading its last executions',
  harborRights: callRights('executions'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { id } = await context.need(replicationPolicy);
    const { items } = toldByHarbor(await harbor.executions({ policy: id, limit: MOST }), harbor);
    // The filter is checked again: a Harbor that ignores it would tell of other policies.
    const last = items.filter(({ policy }) => policy === id).slice(0, MOST);
    return { last, endings: endingsOf(last), telling: tellingExecution(last) };
  },
};
