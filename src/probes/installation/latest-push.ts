import { NotReached } from '../../engine/answer.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import type { AuditEntry } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { harborCluster } from './harbor-cluster.ts';

/** The last push into a Harbor that an operator hosts, by its audit log; null: none is kept there. */
export const latestPush: Probe<AuditEntry | null> = {
  id: 'latest-push',
  asks: () => 'reading when something was pushed last',
  harborRights: callRights('audit'),
  async ask(context) {
    const harbor = harborFrom(context);
    // Only where a console shows numbers of its own does it matter.
    if ((await context.need(harborCluster)) === null) throw new NotReached('harbor-cluster');
    const entries = toldByHarbor(await harbor.audit({ operation: 'create', limit: 1 }), harbor);
    return entries.items[0] ?? null;
  },
};
