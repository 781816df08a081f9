/** A robot account of Harbor: how its name is built, and what the API tells of it (api/v2.0/swagger.yaml, Robot). */
import { z } from 'zod';
import type { Login } from '../registry.ts';
import { askHarbor, type HarborAnswer, type HarborDoor } from './answers.ts';

export interface RobotName {
  /** As one logs in with it, prefix included. */
  readonly name: string;
  /** Null: a robot of the system. */
  readonly project: string | null;
}

/** `robot$project+name` or `robot$name`; the prefix is configurable (`robot_name_prefix`) and commonly ends in `$`. */
export function robotNamed(username: string): RobotName | null {
  const parts = /^[^$\s]{1,64}\$(?:([a-z0-9][a-z0-9._-]{0,254})\+)?\S{1,255}$/.exec(username);
  return parts ? { name: username, project: parts[1] ?? null } : null;
}

export interface RobotRecord {
  readonly name: string;
  readonly disabled: boolean;
  /** ISO 8601; null: never. */
  readonly expiresAt: string | null;
  readonly permissions: readonly RobotPermission[];
  /** ISO 8601, where this Harbor tells it. */
  readonly updatedAt: string | null;
}

export interface RobotPermission {
  readonly kind: string;
  /** A project, `*` for all of them, `/` for the system. */
  readonly namespace: string;
  /** `repository pull`, `artifact read`, … */
  readonly may: readonly string[];
}

const Access = z.object({ resource: z.string(), action: z.string(), effect: z.string().nullish() });
/** A robot as Harbor answers it. */
export const Robot = z
  .object({
    name: z.string(),
    disable: z.boolean().default(false),
    /** Unix seconds, -1 for never. */
    expires_at: z.number().default(-1),
    update_time: z.string().nullish(),
    permissions: z
      .array(z.object({ kind: z.string(), namespace: z.string(), access: z.array(Access).nullish() }))
      .nullish(),
  })
  .transform(
    (robot): RobotRecord => ({
      name: robot.name,
      disabled: robot.disable,
      expiresAt: robot.expires_at > 0 ? new Date(robot.expires_at * 1000).toISOString() : null,
      permissions: (robot.permissions ?? []).map(({ kind, namespace, access }) => ({
        kind,
        namespace,
        may: (access ?? [])
          .filter(({ effect }) => effect !== 'deny')
          .map(({ resource, action }) => `${resource} ${action}`),
      })),
      updatedAt: robot.update_time ?? null,
    }),
  );
const Robots = z
  .array(Robot)
  .nullable()
  .transform((robots) => robots ?? []);
const Project = z.object({ project_id: z.number() });

const PAGE = 100;
const MOST_PAGES = 10;

export type RobotAnswer =
  | { readonly ended: 'found'; readonly robot: RobotRecord }
  | { readonly ended: 'not-found'; readonly says: string }
  /** Our own login may not read it; a missing project is refused just the same. */
  | { readonly ended: 'forbidden'; readonly says: string }
  | { readonly ended: 'failed'; readonly says: string };

/** Reads one robot with our own login. Lists are read through: the name filter of old versions ignores prefixes. */
export async function readRobot(
  door: HarborDoor & { readonly login: Login },
  { name, project }: RobotName,
): Promise<RobotAnswer> {
  const level = project === null ? { q: 'Level=system' } : await levelOf(door, project);
  if ('ended' in level) return level;
  const q = encodeURIComponent(level.q);
  for (let page = 1; page <= MOST_PAGES; page++) {
    const path = `/api/v2.0/robots?q=${q}&page=${page}&page_size=${PAGE}`;
    const answer = await askHarbor(door, path, { schema: Robots });
    if (answer.ended !== 'found') return troubleOf(answer);
    const robot = answer.value.find((one) => one.name === name);
    if (robot) return { ended: 'found', robot };
    if (answer.value.length < PAGE)
      return { ended: 'not-found', says: `200 OK: no ${name} among the robots` };
  }
  return { ended: 'failed', says: `more than ${PAGE * MOST_PAGES} robots; ${name} is not among the first` };
}

async function levelOf(door: HarborDoor, project: string): Promise<{ readonly q: string } | RobotAnswer> {
  const answer = await askHarbor(door, `/api/v2.0/projects/${encodeURIComponent(project)}`, {
    schema: Project,
    headers: { 'x-is-resource-name': 'true' },
  });
  if (answer.ended !== 'found') return troubleOf(answer);
  return { q: `Level=project,ProjectID=${answer.value.project_id}` };
}

function troubleOf(answer: Exclude<HarborAnswer<unknown>, { ended: 'found' }>): RobotAnswer {
  if (answer.ended === 'absent') return { ended: 'not-found', says: answer.says };
  return { ended: answer.ended === 'refused' ? 'forbidden' : 'failed', says: answer.says };
}
