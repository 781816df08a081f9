import { NotReached } from '../engine/answer.ts';
import { originOf } from '../engine/distribution/urls.ts';
import { callRights, TAGS_RIGHT } from '../engine/harbor/call-rights.ts';
import { type ProjectAnswer, readProject } from '../engine/harbor/project.ts';
import type { Probe } from '../engine/probe.ts';
import { challenge } from './challenge.ts';
import { reference } from './reference.ts';

/** What the project says to a push: exists or not, full, read-only, a proxy cache, an immutable tag. */
export type ProjectFact = { readonly name: string } & ProjectAnswer;

/** Asked only for a push, of a Harbor that we have a login for. */
export const project: Probe<ProjectFact> = {
  id: 'project',
  asks: () => 'asking Harbor about its project',
  harborRights: [...callRights('project'), TAGS_RIGHT],
  async ask({ pull, need, network }) {
    if (pull.op !== 'push') throw new NotReached('reference');
    const parsed = await need(reference);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { endpoint, path, reference: tag } = parsed.ref;
    const { kind, plainHttp } = network.settings(endpoint);
    const login = network.ownLogin(endpoint);
    if (!login || kind !== 'harbor') throw new NotReached('reference');
    const { ending } = await need(challenge);
    if (ending.ended !== 'answered') throw new NotReached('challenge');
    const door = { http: network.http, origin: originOf(endpoint, plainHttp ? 'http' : 'https'), login };
    const name = path.split('/', 1)[0] ?? path;
    return { name, ...(await readProject(door, path, tag)) };
  },
};
