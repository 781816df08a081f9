import { callRights } from '../../engine/harbor/call-rights.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { replicationPolicy } from './replication-policy.ts';

/** What is to be sent to make the policy again; names of fields are Harbor's (api/v2.0/swagger.yaml, ReplicationPolicy). */
export type PolicyRecordFact = Readonly<Record<string, unknown>>;

/** Not its ids and times, and of a registry only which one: its login stays in Harbor. */
const SENT: readonly string[] = [
  'name',
  'description',
  'src_registry',
  'dest_registry',
  'dest_namespace',
  'dest_namespace_replace_count',
  'trigger',
  'filters',
  'replicate_deletion',
  'override',
  'enabled',
  'speed',
  'copy_by_chunk',
  'single_active_replication',
];

/** Asked only for remediations. */
export const replicationPolicyRecord: Probe<PolicyRecordFact> = {
  id: 'replication-policy-record',
  asks: () => 'reading the policy whole, to be able to make it again',
  harborRights: callRights('policyRecord'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { id } = await context.need(replicationPolicy);
    const record = toldByHarbor(await harbor.policyRecord(id), harbor);
    return Object.fromEntries(
      SENT.flatMap((name) => (record[name] === undefined ? [] : [[name, sent(name, record[name])]])),
    );
  },
};

function sent(name: string, value: unknown): unknown {
  if (!name.endsWith('_registry') || typeof value !== 'object' || value === null) return value;
  return 'id' in value ? { id: value.id } : null;
}
