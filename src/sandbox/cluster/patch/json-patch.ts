/** JSON Patch (RFC 6902) with the refusals the API server words. */
import { same } from '../objects.ts';
import { badRequest, StatusError } from '../status.ts';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** The document after every operation; the given one stays as it is. Throws 400 or 422. */
export function jsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  let result = structuredClone(document);
  for (const operation of patch as Operation[]) result = apply(result, operation);
  return result;
}

function apply(document: unknown, { op, path, from = '', value }: Operation): unknown {
  const steps = parse(path);
  switch (op) {
    case 'add':
      return change(document, steps, (list, key) => insert(list, key, value), path, op);
    case 'replace':
      read(document, steps, path, op);
      return change(document, steps, (holder, key) => set(holder, key, value), path, op);
    case 'remove':
      read(document, steps, path, op);
      return change(document, steps, take, path, op);
    case 'test':
      if (!same(lookup(document, steps), value)) throw refused(`testing value ${path} failed: test failed`);
      return document;
    case 'copy':
      return apply(document, {
        op: 'add',
        path,
        value: structuredClone(read(document, parse(from), from, op)),
      });
    case 'move': {
      const moved = read(document, parse(from), from, op);
      return apply(apply(document, { op: 'remove', path: from }), { op: 'add', path, value: moved });
    }
    default:
      throw refused(`Unexpected kind: ${op}`);
  }
}

type Holder = Record<string, unknown> | unknown[];

function change(
  document: unknown,
  steps: readonly string[],
  act: (holder: Holder, key: string) => void,
  path: string,
  op: string,
): unknown {
  const last = steps.at(-1);
  if (last === undefined) throw refused(`${op} operation does not apply to the whole document`);
  const holder = lookup(document, steps.slice(0, -1));
  if (typeof holder !== 'object' || holder === null)
    throw refused(`${op} operation does not apply: doc is missing path: "${path}": missing value`);
  act(holder as Holder, last);
  return document;
}

function insert(holder: Holder, key: string, value: unknown): void {
  if (!Array.isArray(holder)) return void set(holder, key, value);
  const at = key === '-' ? holder.length : Number(key);
  if (!Number.isInteger(at) || at < 0 || at > holder.length)
    throw refused(`add operation does not apply: doc is missing path: "${key}": invalid index`);
  holder.splice(at, 0, value);
}

function set(holder: Holder, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

function take(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function read(document: unknown, steps: readonly string[], path: string, op: string): unknown {
  const value = lookup(document, steps);
  if (value === undefined)
    throw refused(`${op} operation does not apply: doc is missing key: ${path}: missing value`);
  return value;
}

function lookup(document: unknown, steps: readonly string[]): unknown {
  let value = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function parse(path: string): readonly string[] {
  if (path === '') return [];
  return path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function refused(message: string): StatusError {
  return new StatusError('Invalid', message);
}
