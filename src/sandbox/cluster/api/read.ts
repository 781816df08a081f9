/** Get and list, with selectors and pages. */
import { typed } from '../catalog.ts';
import { metricsOf } from '../metrics.ts';
import type { KubeObject } from '../objects.ts';
import { apiVersionOf } from '../resources.ts';
import { parseFieldSelector } from '../select/fields.ts';
import { parseLabelSelector } from '../select/labels.ts';
import { badRequest, notFound, StatusError } from '../status.ts';
import { type ResourceCall, sendJson } from './call.ts';

const METRICS = 'metrics.k8s.io';
const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.';

export function readOne(call: ResourceCall): void {
  const { world, resource, path } = call;
  if (resource.group !== METRICS) {
    sendJson(call.response, 200, world.writer.get(resource, path.namespace, path.name));
    return;
  }
  const found = metricsOf(world.store, resource).find(selection(call));
  if (!found) throw notFound(resource, path.name);
  sendJson(call.response, 200, typed(resource, found));
}

/** Which objects a query means: by namespace, label and field selector. */
export function selection({ resource, path, query }: ResourceCall): (object: KubeObject) => boolean {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', resource.id);
  const named = path.name;
  return (object) =>
    (path.namespace === '' || object.metadata.namespace === path.namespace) &&
    (named === '' || object.metadata.name === named) &&
    labels(object.metadata.labels ?? {}) &&
    fields(object);
}

export function readList(call: ResourceCall): void {
  const { world, resource, query } = call;
  const all = resource.group === METRICS ? metricsOf(world.store, resource) : world.store.list(resource.id);
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) throw badRequest('limit must be a positive integer');
  const token = readToken(query.get('continue'), world.store.since.bind(world.store));
  const rest = token ? all.slice(firstAfter(all, token.after)) : all;
  // The real server counts what remains only where no selector makes it guess.
  const counted = !query.get('labelSelector') && !query.get('fieldSelector');
  const after = meansAll(call) ? rest : meant(rest, selection(call), counted ? 0 : limit);
  const page = limit > 0 ? after.slice(0, limit) : after;
  const left = after.length - page.length;
  const last = page.at(-1);
  const revision = token?.revision ?? world.store.revision;
  sendJson(call.response, 200, {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(revision),
      ...(left > 0 && last ? { continue: writeToken({ revision, after: position(last) }) } : {}),
      ...(left > 0 && counted ? { remainingItemCount: left } : {}),
    },
    items: page.map((object) => typed(resource, object)),
  });
}

/** With a limit only as many as tell whether a page is the last: a large list is asked for page by page. */
function meant(
  rest: readonly KubeObject[],
  means: (object: KubeObject) => boolean,
  limit: number,
): readonly KubeObject[] {
  if (limit === 0) return rest.filter(means);
  const found: KubeObject[] = [];
  for (const object of rest) {
    if (means(object)) found.push(object);
    if (found.length > limit) break;
  }
  return found;
}

/** Whether a query means every object of the resource, so that none needs to be looked at. */
function meansAll({ path, query }: ResourceCall): boolean {
  const selectors = `${query.get('labelSelector') ?? ''}${query.get('fieldSelector') ?? ''}`;
  return path.namespace === '' && path.name === '' && selectors === '';
}

/** Lists are in the order of positions; halving finds the place. */
function firstAfter(all: readonly KubeObject[], after: string): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = all[middle];
    if (object && position(object) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Token {
  readonly revision: number;
  readonly after: string;
}

function position(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string | null, since: (revision: number) => unknown): Token | null {
  if (!text) return null;
  let token: Token;
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
  } catch {
    throw badRequest(`continue key is not valid: ${text}`);
  }
  if (since(token.revision) === null) throw new StatusError('Expired', CONTINUE_EXPIRED);
  return token;
}
