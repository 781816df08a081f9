import { z } from 'zod';
import { NotReached } from '../../engine/answer.ts';
import { askHarbor } from '../../engine/harbor/answers.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import { harborFrom } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { endpointOf } from './other-side.ts';
import { replicationPolicy } from './replication-policy.ts';
import { replicationTasks } from './replication-tasks.ts';

/** The quota of the project that is written to; read where our own login may read it. */
export interface TargetQuotaFact {
  readonly host: string;
  readonly project: string;
  /** Bytes; `hard` null is unlimited. */
  readonly used: number;
  readonly hard: number | null;
}

const Storage = z.object({ storage: z.number().optional() }).nullish();
const Summary = z.object({ quota: z.object({ hard: Storage, used: Storage }).nullish() });

export const targetQuota: Probe<TargetQuotaFact> = {
  id: 'target-quota',
  asks: () => 'reading the quota of the target project',
  harborRights: callRights('projectQuota'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { direction, endpoint } = await context.need(replicationPolicy);
    const { tasks } = await context.need(replicationTasks);
    const to = (tasks.find(({ state }) => state === 'failed') ?? tasks[0])?.to ?? '';
    const [project = ''] = to.split('/');
    if (project === '') throw new NotReached('replication-tasks');
    if (direction === 'pull') {
      const own = await harbor.projectQuota(project);
      if (own.ended !== 'found') throw new NotReached('replication-policy');
      return { host: new URL(harbor.origin).host, project, used: own.value.used, hard: own.value.hard };
    }
    const { network } = context;
    // Only where it is configured here too have we a login that may read it.
    const url = URL.canParse(endpoint.url) ? new URL(endpoint.url) : null;
    const login = url && network.ownLogin(endpointOf(url));
    if (!url || !login) throw new NotReached('replication-policy');
    const door = { http: network.http.bind(network), origin: url.origin, login };
    const path = `/api/v2.0/projects/${encodeURIComponent(project)}/summary`;
    const answer = await askHarbor(door, path, {
      schema: Summary,
      headers: { 'x-is-resource-name': 'true' },
    });
    if (answer.ended !== 'found' || !answer.value.quota) throw new NotReached('replication-policy');
    const { hard, used } = answer.value.quota;
    const limit = hard?.storage ?? -1;
    return { host: url.host, project, used: used?.storage ?? 0, hard: limit < 0 ? null : limit };
  },
};
