import { NotReached } from '../../engine/answer.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import { type ArtifactName, artifactIn } from '../../engine/harbor/task-error.ts';
import { harborFrom } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { replicationPolicy } from './replication-policy.ts';
import { replicationTaskLog } from './replication-task-log.ts';

/** The artifact a task could not read from this Harbor: is it there now? */
export interface SourceArtifactFact extends ArtifactName {
  readonly now: 'there' | 'absent' | 'unknown';
  readonly says: string;
}

const MISSING =
  /40[04] ?(?:tag|manifest) unknown|tag unknown|MANIFEST_UNKNOWN|failed to pull the manifest|NOT_FOUND/i;
const TAG = /tag=([\w][\w.-]{0,127}?)\.?(?:\s|$)/;

export const sourceArtifact: Probe<SourceArtifactFact> = {
  id: 'source-artifact',
  asks: () => 'asking whether the artifact is there now',
  harborRights: callRights('artifact'),
  async ask(context) {
    const { direction } = await context.need(replicationPolicy);
    if (direction !== 'push') throw new NotReached('replication-policy');
    const harbor = harborFrom(context);
    const logs = await context.need(replicationTaskLog);
    const missed = logs.find(({ error }) => error !== null && MISSING.test(error));
    const named = missed && artifactIn(missed.task.from);
    if (!missed || !named) throw new NotReached('replication-task-log');
    const name = { ...named, tag: TAG.exec(missed.error ?? '')?.[1] ?? named.tag };
    const answer = await harbor.artifact(name.project, name.repository, name.tag);
    if (answer.ended === 'found') return { ...name, now: 'there', says: `200 OK: ${answer.value.digest}` };
    return { ...name, now: answer.ended === 'absent' ? 'absent' : 'unknown', says: answer.says };
  },
};
