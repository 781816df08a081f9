/** What the page's server answers about the world itself, below `/sandbox/`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, readBody } from '../slack/http.ts';
import { shortName } from '../world/fault.ts';
import { type PlantedFault, UnknownFault, type World } from '../world/world.ts';

/** Its pod is sick, not its record. */
const JOBSERVICE = 'harbor-jobservice';

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

/** Faults to see, heal and make. True when the request was one of these. */
export function worldRoutes(world: World): Route {
  return async (request, response, url) => {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /sandbox/faults':
        answerJson(response, 200, world.faults.map(told));
        return true;
      case 'GET /sandbox/world':
        answerJson(response, 200, describe(world));
        return true;
      case 'POST /sandbox/heal':
        await mended(response, async () => heal(world, await idOf(request)));
        return true;
      case 'POST /sandbox/break':
        await mended(response, async () => sicken(world, await idOf(request)));
        return true;
      default:
        return false;
    }
  };
}

/** The subject as a person would call it; its parts beside it. */
function told({ subject, ...rest }: PlantedFault): unknown {
  return { ...rest, subject: shortName(subject), workload: subject };
}

async function heal(world: World, id: string): Promise<unknown> {
  if (id === JOBSERVICE) {
    await world.jobservice('healed');
    return { ok: true, healed: [id] };
  }
  const struck = world.sicknesses.filter((one) => one.struck).map((one) => one.id);
  const ids = id === 'all' ? [...world.faults.map((fault) => fault.id), ...struck] : [id];
  for (const one of ids) await world.heal(one);
  return { ok: true, healed: ids };
}

async function sicken(world: World, id: string): Promise<unknown> {
  if (id === JOBSERVICE) await world.jobservice('sick');
  else world.strike(id);
  return { ok: true, broken: [id] };
}

function describe({ files, estate, sicknesses }: World): unknown {
  return {
    cluster: 'acme-prod',
    kubeconfig: files.kubeconfig,
    config: files.config,
    env: files.env,
    registries: { harbor: estate.address('harbor'), registry: estate.address('registry') },
    dns: estate.dns.address,
    breakable: [JOBSERVICE, ...sicknesses.map(({ id }) => id)],
    sicknesses,
  };
}

async function idOf(request: IncomingMessage): Promise<string> {
  const body = parsed(await readBody(request));
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string')
    return body.id;
  throw new UnknownFault('Send JSON with the id of a fault: {"id":"tag-not-found"}, or {"id":"all"}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function mended(response: ServerResponse, work: () => Promise<unknown>): Promise<void> {
  try {
    answerJson(response, 200, await work());
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    answerJson(response, error instanceof UnknownFault ? 400 : 500, { ok: false, error: says });
  }
}
