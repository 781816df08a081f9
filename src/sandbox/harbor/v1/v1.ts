/** Harbor 1.8 to 1.10: `/api`, errors without an envelope, tags instead of artifacts, projects by id only. */
import type { Ask, Say } from '../../registry/exchange.ts';
import { sayJson, sayText } from '../../registry/exchange.ts';
import { collections } from '../api/collections.ts';
import { policies } from '../api/policies.ts';
import { projects } from '../api/projects.ts';
import { registries } from '../api/registries.ts';
import { replication } from '../api/replication.ts';
import { system } from '../api/system.ts';
import { type Endpoint, sayApi } from '../router.ts';
import type { HarborState } from '../state.ts';
import { accessLog } from './access-log.ts';
import { projectRobots } from './robots.ts';
import { tags } from './tags.ts';

const BASE = '/api';

/** What came with which version (swagger files of the tags v1.8.6, v1.9.4, v1.10.0). */
const SINCE: Readonly<Record<string, string>> = {
  '/quotas': '1.9',
  '/quotas/{id}': '1.9',
  '/projects/{project}/summary': '1.9',
  '/scans/all/metrics': '1.10',
};
/** What 2.x brought to paths that exist in 1.x. */
const LATER: ReadonlySet<string> = new Set(['/system/scanAll/stop', '/scans/schedule/metrics']);

const ENDPOINTS: readonly Endpoint[] = [
  ...[...system, ...projects, ...registries, ...policies, ...replication, ...collections]
    .filter(({ path }) => !LATER.has(path))
    .map((one) => {
      const since = SINCE[one.path] ?? one.since;
      return since === undefined ? one : { ...one, since };
    }),
  ...tags,
  ...projectRobots,
  ...accessLog,
];

export function isV1({ version }: HarborState): boolean {
  return version.startsWith('v1.');
}

export async function sayV1(state: HarborState, ask: Ask): Promise<Say> {
  const path = withRepositoryInOne(ask.path);
  const said = await sayApi(ENDPOINTS, state, { ...ask, path }, BASE);
  return said.status >= 400 ? oldError(said) : oldRecords(path, said);
}

/** Names of repositories stand in the path as they are, slashes and all; the router wants one segment. */
function withRepositoryInOne(path: string): string {
  const [, name = '', rest = ''] = /^\/api\/repositories\/(.+?)(\/tags(?:\/[^/]*)?)$/.exec(path) ?? [];
  return name ? `${BASE}/repositories/${encodeURIComponent(name)}${rest}` : path;
}

/** `{"code":401,"message":"UnAuthorize"}`; what has no route is the page of its web framework. */
function oldError(said: Say): Say {
  const { errors } = JSON.parse(String(said.body)) as {
    readonly errors: readonly { readonly message: string }[];
  };
  const message = said.status === 401 ? 'UnAuthorize' : (errors[0]?.message ?? '');
  if (/^path .* was not found$/.test(message)) return sayText(404, '404 page not found\n');
  return sayJson(said.status, { code: said.status, message });
}

/** States of collections had other names, counts were not kept, and there was one volume. */
function oldRecords(path: string, said: Say): Say {
  if (path === `${BASE}/systeminfo/volumes`) {
    const { storage } = JSON.parse(String(said.body)) as { readonly storage: readonly unknown[] };
    return sayJson(200, { storage: storage[0] }, said.headers);
  }
  if (path !== `${BASE}/system/gc`) return said;
  const runs = JSON.parse(String(said.body)) as readonly { readonly job_status: string }[];
  const old = runs.map(({ job_status, ...run }) => ({
    ...run,
    job_parameters: undefined,
    job_status: job_status === 'Success' ? 'finished' : job_status.toLowerCase(),
  }));
  return sayJson(200, old, said.headers);
}
