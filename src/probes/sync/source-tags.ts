import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import type { ComponentLog } from '../../engine/component-log.ts';
import { askHarborRaw } from '../../engine/harbor/answers.ts';
import type { Probe } from '../../engine/probe.ts';
import { componentLogs } from '../installation/component-logs.ts';
import { endpointOf, otherSide } from './other-side.ts';
import { replicationExecutions } from './replication-executions.ts';
import { replicationPolicy } from './replication-policy.ts';

/** How the source lists the tags of the repository that could not be listed, asked once and alone. */
export interface SourceTagsFact {
  readonly repository: string;
  readonly status: number;
  readonly says: string;
  /** By X-Total-Count; null where it does not tell. */
  readonly tags: number | null;
  readonly ms: number;
}

export const LIST_ERROR = /List tags for repo '([^'\n]{1,255})' error: ([^\n]{0,300})/;

export const sourceTags: Probe<SourceTagsFact> = {
  id: 'source-tags',
  asks: () => 'listing the tags of that repository at the source',
  timeBoxMs: 30_000,
  async ask(context) {
    const [{ direction }, { telling }] = await Promise.all([
      context.need(replicationPolicy),
      context.need(replicationExecutions),
    ]);
    if (direction !== 'pull' || telling?.state !== 'failed') throw new NotReached('replication-executions');
    const told = await context.ask(componentLogs);
    const repository = repositoryIn(told.state === 'known' ? told.fact.logs : []);
    if (repository === null) throw new NotReached('component-logs');
    const { origin, ended } = await context.need(otherSide);
    if (ended !== 'answered') throw new NotReached('other-side');
    const [project = '', ...rest] = repository.split('/');
    const name = encodeURIComponent(encodeURIComponent(rest.join('/')));
    const { network } = context;
    const door = {
      http: network.http.bind(network),
      origin,
      login: network.ownLogin(endpointOf(new URL(origin))),
    };
    const paths = [
      `/api/v2.0/projects/${encodeURIComponent(project)}/repositories/${name}/artifacts?page_size=100&with_tag=true`,
      `/api/repositories/${repository}/tags`,
    ];
    for (const path of paths) {
      const started = performance.now();
      const answer = await askHarborRaw(door, path, { timeoutMs: 20_000 });
      const ms = Math.round(performance.now() - started);
      if (answer.ended === 'absent') continue;
      if (answer.ended === 'unreachable') throw new CouldNotAsk(answer.says);
      if (answer.ended === 'found') {
        const total = Number(answer.value.headers['x-total-count'] ?? Number.NaN);
        const tags = Number.isNaN(total) ? null : total;
        return { repository, status: answer.value.status, says: `${answer.value.status} OK`, tags, ms };
      }
      if (answer.ended === 'refused') throw new CouldNotAsk(answer.says);
      if (answer.ended === 'failed')
        return { repository, status: answer.status, says: answer.says, tags: null, ms };
    }
    throw new NotReached('other-side');
  },
};

/** The last repository that core complains of. */
function repositoryIn(logs: readonly ComponentLog[]): string | null {
  const lines = logs.flatMap((log) => log.lines.map(({ text }) => text));
  const last = lines.findLast((text) => LIST_ERROR.test(text));
  return LIST_ERROR.exec(last ?? '')?.[1] ?? null;
}
