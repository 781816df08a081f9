/** The project of Harbor that an image lies in, for what is changed there. Asked only for remediations. */
import { z } from 'zod';
import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { originOf } from '../engine/distribution/urls.ts';
import { askHarbor, type HarborDoor } from '../engine/harbor/answers.ts';
import { callRights } from '../engine/harbor/call-rights.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { reference } from './reference.ts';

export interface HarborProjectFact {
  /** Of the configured registry. */
  readonly registry: string;
  /** `harbor.acme.io:8443`, as it stands in image names. */
  readonly host: string;
  readonly version: string | null;
  readonly project: { readonly id: number; readonly name: string; readonly public: boolean };
  /** Who made it; null: not told. */
  readonly owner: string | null;
}

const words: Words<{ readonly refused: (says: string) => string }> = {
  en: { refused: (says) => `Harbor does not show the project to our login: ${says}` },
};

const System = z.object({ harbor_version: z.string().nullish() });
const Project = z.object({
  project_id: z.number(),
  name: z.string(),
  owner_name: z.string().nullish(),
  metadata: z.object({ public: z.string().nullish() }).nullish(),
});

export const BY_NAME = { 'x-is-resource-name': 'true' };

export const harborProject: Probe<HarborProjectFact> = {
  id: 'harbor-project',
  asks: () => 'reading its project in Harbor',
  harborRights: callRights('project'),
  async ask(context) {
    const { door, registry, host, name } = await projectDoor(context);
    const at = `/api/v2.0/projects/${encodeURIComponent(name)}`;
    const [system, project] = await Promise.all([
      askHarbor(door, '/api/v2.0/systeminfo', { schema: System }),
      askHarbor(door, at, { schema: Project, headers: BY_NAME }),
    ]);
    if (project.ended !== 'found') throw new CouldNotAsk(words.en.refused(project.says));
    const told = system.ended === 'found' ? system.value.harbor_version : null;
    const { project_id: id, owner_name: owner, metadata } = project.value;
    return {
      registry,
      host,
      version: /\d+\.\d+\.\d+/.exec(told ?? '')?.[0] ?? null,
      project: { id, name: project.value.name, public: metadata?.public === 'true' },
      owner: owner || null,
    };
  },
};

export interface ProjectDoor {
  readonly door: HarborDoor;
  readonly registry: string;
  readonly host: string;
  /** Of the project. */
  readonly name: string;
}

/** Throws NotReached where the image lies in no Harbor that is configured with a login. */
export async function projectDoor({ need, network }: ProbeContext): Promise<ProjectDoor> {
  const parsed = await need(reference);
  if (parsed.state === 'invalid') throw new NotReached('reference');
  const { endpoint, path, domain } = parsed.ref;
  const { kind, plainHttp, name: registry } = network.settings(endpoint);
  const login = network.ownLogin(endpoint);
  if (!login || kind !== 'harbor' || registry === undefined) throw new NotReached('reference');
  const origin = originOf(endpoint, plainHttp ? 'http' : 'https');
  return {
    door: { http: network.http, origin, login },
    registry,
    host: domain,
    name: path.split('/')[0] ?? path,
  };
}
