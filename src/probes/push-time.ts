import { z } from 'zod';
import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { originOf } from '../engine/distribution/urls.ts';
import { askHarbor } from '../engine/harbor/answers.ts';
import { callRights } from '../engine/harbor/call-rights.ts';
import type { Probe } from '../engine/probe.ts';
import { reference } from './reference.ts';

/** When the tag was pushed, as Harbor keeps it: its own time where the artifact has several tags. */
export interface PushTimeFact {
  readonly tag: string;
  /** ISO 8601. */
  readonly at: string;
}

const artifact = z.object({
  push_time: z.string(),
  tags: z
    .array(z.object({ name: z.string(), push_time: z.string().nullish() }))
    .nullish()
    .transform((tags) => tags ?? []),
});

/** Asked only of a Harbor that we have a login for. */
export const pushTime: Probe<PushTimeFact> = {
  id: 'push-time',
  asks: () => 'asking Harbor when the tag was pushed',
  timeBoxMs: 5_000,
  harborRights: callRights('artifact'),
  async ask({ need, network }) {
    const parsed = await need(reference);
    if (parsed.state === 'invalid' || parsed.ref.digest !== null) throw new NotReached('reference');
    const { endpoint, path, reference: tag } = parsed.ref;
    const login = network.ownLogin(endpoint);
    const { kind, plainHttp } = network.settings(endpoint);
    const [project = '', ...rest] = path.split('/');
    if (!login || kind !== 'harbor' || rest.length === 0) throw new NotReached('reference');
    const door = { http: network.http, origin: originOf(endpoint, plainHttp ? 'http' : 'https'), login };
    // Harbor wants the slashes of a repository's name encoded twice (src/server/v2.0/handler/base.go).
    const repository = encodeURIComponent(encodeURIComponent(rest.join('/')));
    const where = `/api/v2.0/projects/${encodeURIComponent(project)}/repositories/${repository}/artifacts/${encodeURIComponent(tag)}`;
    const answer = await askHarbor(door, `${where}?with_tag=true`, { schema: artifact });
    if (answer.ended === 'absent') throw new NotReached('manifest');
    if (answer.ended !== 'found')
      throw new CouldNotAsk(`Harbor does not tell when it was pushed: ${answer.says}`);
    const { tags, push_time: pushed } = answer.value;
    return { tag, at: tags.find(({ name }) => name === tag)?.push_time ?? pushed };
  },
};
