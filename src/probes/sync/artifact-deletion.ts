import { NotReached } from '../../engine/answer.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import type { AuditEntry } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { sourceArtifact } from './source-artifact.ts';

/** Who deleted the artifact that is not there any more; null: the audit log does not tell (any more). */
export interface ArtifactDeletionFact {
  readonly entry: AuditEntry | null;
}

const MOST = 20;

export const artifactDeletion: Probe<ArtifactDeletionFact> = {
  id: 'artifact-deletion',
  asks: () => 'asking the audit log who deleted it',
  harborRights: callRights('audit'),
  async ask(context) {
    const { project, repository, tag, now } = await context.need(sourceArtifact);
    if (now !== 'absent') throw new NotReached(sourceArtifact.id);
    const harbor = harborFrom(context);
    const resource = `${project}/${repository}`;
    const audit = await harbor.audit({ operation: 'delete', resource, limit: MOST });
    // Older than the log itself: nothing is hidden from us.
    if (audit.ended === 'absent') return { entry: null };
    const { items } = toldByHarbor(audit, harbor);
    return { entry: items.find((one) => one.resource.includes(`:${tag}`)) ?? null };
  },
};
