/** Which repositories are near one that does not exist: by Harbor's API, else by the catalogue. */
import { z } from 'zod';
import { nearest } from '../nearest.ts';
import type { Endpoint, HttpEnding, HttpQuestion, Login, NetworkAsker } from '../registry.ts';
import { jsonOf } from './error-words.ts';

export interface Neighbours {
  readonly project: 'absent' | 'exists' | 'unknown';
  readonly nearest: readonly string[];
}

const Names = z.array(z.object({ name: z.string() }));
const Catalogue = z.object({ repositories: z.array(z.string()).nullish() });

/** Harbor's own API, asked with our login: HEAD /projects is the one unambiguous test of a project. */
export async function harborNeighbours(
  network: Pick<NetworkAsker, 'http'>,
  origin: string,
  path: string,
  login: Login,
  behalf: Endpoint,
): Promise<Neighbours> {
  const project = path.split('/', 1)[0] ?? path;
  const ask = (method: 'GET' | 'HEAD', rest: string): Promise<HttpEnding> =>
    network.http({ method, url: `${origin}/api/v2.0${rest}`, login, behalf });
  const encoded = encodeURIComponent(project);
  const [head, repositories] = await Promise.all([
    ask('HEAD', `/projects?project_name=${encoded}`),
    ask('GET', `/projects/${encoded}/repositories?page_size=100`),
  ]);
  const status = head.ended === 'answered' ? head.status : null;
  if (status === 404) {
    const projects = namesIn(await ask('GET', '/projects?page_size=100&with_detail=false'));
    const like = nearest(project, projects).map((name) => path.replace(project, name));
    return { project: 'absent', nearest: like };
  }
  const near = nearest(path, namesIn(repositories));
  return { project: status === 200 ? 'exists' : 'unknown', nearest: near };
}

/** The catalogue of a plain registry; many refuse it, and then there are no neighbours to name. */
export async function catalogueNeighbours(
  network: Pick<NetworkAsker, 'http'>,
  origin: string,
  path: string,
  sent: Pick<HttpQuestion, 'login' | 'bearer'>,
  behalf: Endpoint,
): Promise<Neighbours> {
  const url = `${origin}/v2/_catalog?n=1000`;
  const ending = await network.http({ method: 'GET', url, behalf, ...sent });
  const body = ending.ended === 'answered' && ending.status === 200 ? jsonOf(ending.body) : undefined;
  const catalogue = Catalogue.safeParse(body);
  const names = catalogue.success ? (catalogue.data.repositories ?? []) : [];
  return { project: 'unknown', nearest: nearest(path, names) };
}

function namesIn(ending: HttpEnding): readonly string[] {
  if (ending.ended !== 'answered' || ending.status !== 200) return [];
  const names = Names.safeParse(jsonOf(ending.body));
  return names.success ? names.data.map(({ name }) => name) : [];
}
