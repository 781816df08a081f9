/** Which rows the product answers, by what, and which test tries it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '../../src/engine/check.ts';
import type { Command } from '../../src/engine/command.ts';
import type { Remediation } from '../../src/engine/remediation.ts';
import { loadFolder } from '../../src/load.ts';
import type { Row } from './rows.ts';
import { doneBy, type Proof, type Proved, provedBy } from './staged.ts';

export const HOW = [
  'found live',
  'proved by a log',
  'known by text',
  'printed',
  'by remediation',
  'by a verb',
  'explained',
  'not covered',
] as const;
export type How = (typeof HOW)[number];

/** One definition that names rows. */
export interface Answerer {
  readonly kind: 'check' | 'remediation' | 'verb';
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  /** The tests that try it, from the root of the project. */
  readonly tests: readonly string[];
  readonly rows: readonly string[];
  /** What it judges by: facts it asks for, the logs of an installation's components, or text that people bring. */
  readonly by: 'facts' | 'logs' | 'text';
  /** How its test stages it. */
  readonly proved: Proved;
}

const seen = new Map<string, ReadonlyMap<string, string>>();

/** Remediations name their button beside the rows: `B-RESTART`. */
const BUTTON = /^B-[A-Z]+$/;

const ROOT = new URL('../../', import.meta.url);
const PRINTED = 'test/checks/printed-steps.test.ts';
/** Tries each sign of each check on its specimen. */
const SIGNS = 'test/checks/signs.test.ts';

export async function answerers(): Promise<readonly Answerer[]> {
  const checks = await loadFolder<Check>(new URL('src/checks/', ROOT));
  const remediations = await loadFolder<Remediation>(new URL('src/remediations/', ROOT));
  const commands = await loadFolder<Command>(new URL('commands/', ROOT));
  const proved = provedBy(checks);
  return [
    ...checks.map((one) => answerer('check', 'src/checks', one, sourceOf(one), proved.get(one.id))),
    ...remediations.map((one) => answerer('remediation', 'src/remediations', one, 'facts')),
    ...commands.map((one) => answerer('verb', 'commands', { id: one.id, rows: one.rows ?? [] }, 'facts')),
  ];
}

/**
 * A check of components that asks nothing is proved by what a sick one writes (jobs/installation). What
 * clients print on a person's machine is in no such log.
 */
function sourceOf({ id, probes, scope, signs }: Check): Answerer['by'] {
  if (probes.length > 0) return 'facts';
  if (pathsIn('src/checks').get(`${id}.ts`)?.startsWith('src/checks/client/')) return 'text';
  return scope === 'component' && signs.length > 0 ? 'logs' : 'text';
}

function answerer(
  kind: Answerer['kind'],
  room: string,
  { id, rows }: Pick<Check, 'id' | 'rows'>,
  by: Answerer['by'],
  proved: Proved = doneBy(id),
): Answerer {
  const file = pathsIn(room).get(`${id}.ts`) ?? `${room}/${id}.ts`;
  const own = `test/${file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts')}`;
  const tests = existsSync(new URL(own, ROOT)) ? [own] : kind === 'check' ? [SIGNS] : [];
  return {
    kind,
    id,
    file,
    tests,
    rows: rows.filter((row) => !BUTTON.test(row)),
    by,
    proved,
  };
}

/** Paths by file name. */
function pathsIn(room: string): ReadonlyMap<string, string> {
  const known = seen.get(room);
  if (known) return known;
  const entries = readdirSync(fileURLToPath(new URL(room, ROOT)), { recursive: true, encoding: 'utf8' });
  const paths = new Map(entries.map((path) => [basename(path), `${room}/${path}`] as const));
  seen.set(room, paths);
  return paths;
}

export interface Answered {
  readonly row: Row;
  readonly how: How;
  readonly by: readonly Answerer[];
  readonly tests: readonly string[];
  /** The best of its checks; null where hands do it or nothing is to be proved. */
  readonly proof: Proof | null;
}

/** Best first. */
export const PROOFS: readonly Proof[] = ['staged', 'log line', 'literal facts'];
/** Nobody can stage what hands do, and an explanation proves nothing. */
const NOTHING_TO_STAGE: ReadonlySet<How> = new Set(['printed', 'explained', 'not covered']);

const printed = readFileSync(new URL(PRINTED, ROOT), 'utf8');

/** Claims less where it can: a row with facts counts as found live only where a check asks for facts. */
export function answered(row: Row, all: readonly Answerer[]): Answered {
  const by = all.filter(({ rows }) => rows.includes(row.id));
  const step = printed.includes(`'${row.id}'`) ? [PRINTED] : [];
  const how = howOf(row, by);
  const staging = by.flatMap(({ proved }) => proved.tests);
  return {
    row,
    by,
    how,
    tests: [...new Set([...by.flatMap(({ tests }) => tests), ...staging, ...step])],
    proof: NOTHING_TO_STAGE.has(how)
      ? null
      : (PROOFS.find((one) => by.some(({ proved }) => proved.proof === one)) ?? null),
  };
}

function howOf({ tags }: Row, by: readonly Answerer[]): How {
  const checks = by.filter(({ kind }) => kind === 'check');
  if (by.length === 0) return 'not covered';
  if (checks.length === 0) return by.some(({ kind }) => kind === 'verb') ? 'by a verb' : 'by remediation';
  if (tags.includes('info')) return 'explained';
  if (tags.every((tag) => tag === 'HU' || tag === 'print')) return 'printed';
  if (by.some((one) => one.by === 'facts')) return 'found live';
  // No sign tells it and no question of ours: what is left is the step, or the explanation.
  if (!tags.includes('L')) return tags.includes('print') ? 'printed' : 'explained';
  return by.some((one) => one.by === 'logs') ? 'proved by a log' : 'known by text';
}
