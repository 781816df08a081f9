/**
 * The reader's role, as `rbac` prints it, enforced by an API server: with exactly these rights every verb sees all
 * it looks for, and without any one of them some verb says that it could not look.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import type { ClusterRight } from '../../src/engine/cluster.ts';
import type { FileShelf } from '../../src/engine/files.ts';
import type { Question } from '../../src/engine/question.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import type { AccessRule } from '../../src/sandbox/cluster/access.ts';
import { parsePath } from '../../src/sandbox/cluster/api/path.ts';
import { definitionOf } from '../../src/sandbox/relatives/definitions.ts';
import { platformUnavailable } from '../../src/sandbox/world/faults/platform-unavailable.ts';
import { secretMissing } from '../../src/sandbox/world/faults/secret-missing.ts';
import { tagNotFound } from '../../src/sandbox/world/faults/tag-not-found.ts';
import { pullSecret, workload } from '../../src/sandbox/world/objects.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';

/** Where pull secrets may be looked at; in the last lie those that may be copied. */
const NAMESPACES = ['shop', 'billing', 'data', 'harbor', 'apps', 'platform'];

interface Role {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
  readonly rules: readonly Readonly<Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>>[];
}

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
/** What a person would apply to the cluster, word by word. */
const { stdout } = await promisify(execFile)(
  process.execPath,
  [CLI, 'rbac', '--namespaces', NAMESPACES.join(',')],
  { env: { PATH: process.env['PATH'] } },
);
const printed = parseAllDocuments(stdout).map((one): unknown => one.toJS());
const roles = printed.filter((one) => /^(?:Cluster)?Role$/.test((one as Role).kind)) as readonly Role[];
const RULES: readonly AccessRule[] = roles.flatMap(({ metadata, rules }) =>
  rules.map(({ apiGroups, resources, verbs }) => ({
    groups: apiGroups,
    resources,
    verbs,
    ...(metadata.namespace === undefined ? {} : { namespaces: [metadata.namespace] }),
  })),
);
const RIGHTS: readonly ClusterRight[] = roles
  .flatMap(({ rules }) => rules)
  .flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => ({ group, resource, verb: verb as ClusterRight['verb'] })),
      ),
    ),
  )
  // The same in each namespace, for Secrets.
  .filter((one, index, all) => all.findIndex((other) => nameOf(other) === nameOf(one)) === index);
function nameOf({ verb, resource, group }: ClusterRight): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
}

const SHELF: FileShelf = {
  put: async ({ body, ...file }) => ({ ...file, id: file.name, bytes: body.byteLength }),
  get: async () => null,
};

/** Read by the API server at each request. */
const deny: AccessRule[] = [];
const used = new Set<string>();

const VERBS: Readonly<Record<string, Question>> = {
  status: { kind: 'status' },
  'why-pull-fails': { kind: 'pull', what: 'cart-0' },
  'why-pull-fails of a workload': { kind: 'pull', namespace: 'shop', what: 'cart' },
  'why-pull-fails of a Deployment': { kind: 'pull', namespace: 'shop', what: 'recommender' },
  'why-pull-fails of a DaemonSet': { kind: 'pull', namespace: 'data', what: 'node-metrics' },
  'why-pull-fails with an administrator’s login': { kind: 'pull', namespace: 'shop', what: 'legacy-0' },
  'why-pull-fails of what is not there': { kind: 'pull', namespace: 'shop', what: 'zzz' },
  sweep: { kind: 'sweep' },
  'why-sync-fails': { kind: 'sync', what: 'production/training', of: 'repository' },
  'why-sync-fails of whatever fails': { kind: 'sync' },
  storage: { kind: 'storage' },
  jobs: { kind: 'jobs' },
  'scan-logs': { kind: 'scan-logs', what: 'harbor' },
  bundle: { kind: 'bundle', what: 'harbor' },
  'bundle of a namespace': { kind: 'bundle', what: 'production' },
  'why-slow': { kind: 'slow', namespace: 'shop', what: 'catalog-0' },
};

let world: World;
let surroundings: Surroundings;
beforeAll(async () => {
  world = await startWorld({
    faults: [tagNotFound, secretMissing, platformUnavailable],
    cluster: {
      identities: [{ user: 'reader', token: 'token-of-the-reader', allow: RULES, deny }],
      seen: (method, path) => {
        const asked = parsePath(path);
        if (method !== 'GET' || !asked || asked.plural === '') return;
        const { group, plural, name, subresource } = asked;
        const resource = subresource === '' ? plural : `${plural}/${subresource}`;
        used.add(nameOf({ group, resource, verb: name === '' ? 'list' : 'get' }));
      },
    },
  });
  for (const id of [
    'sync-timeout',
    'integration-dns',
    'egress-blocked',
    'cargo-token-elsewhere',
    'node-disk-pressure',
    'operator-database',
  ])
    world.strike(id);
  world.cluster.apply([definitionOf('image.theriseunion.io/v1alpha1', 'ImageCleanupPolicy')]);
  const host = world.estate.address('harbor');
  world.cluster.apply([
    pullSecret('shop', 'administrators', { [host]: { username: 'admin', password: 'not-this-one' } }),
    workload({
      kind: 'StatefulSet',
      namespace: 'shop',
      name: 'legacy',
      image: `${host}/shop/legacy:1`,
      pullSecrets: ['administrators'],
    }),
  ]);
  surroundings = { ...(await createSurroundings(loadConfig(world.files.env))), files: SHELF };
});
afterAll(async () => {
  await surroundings?.network.close();
  await world?.stop();
});

async function ask(question: Question): Promise<string> {
  const reply = await answerQuestion(question, surroundings);
  return JSON.stringify(reply);
}

/** By verb: which rights it used, and how long it took. */
const uses = new Map<string, { readonly rights: ReadonlySet<string>; readonly ms: number }>();

test.each(Object.entries(VERBS))(
  '%s sees all it looks for with exactly these rights',
  async (name, question) => {
    used.clear();
    const started = performance.now();
    const said = await ask(question);
    uses.set(name, { rights: new Set(used), ms: performance.now() - started });
    expect(said.match(/[^"]{0,160}cannot (?:get|list|watch) resource[^"]{0,80}/g) ?? []).toEqual([]);
  },
  300_000,
);

test('every right that is printed is used by some verb, and none is used that is not', () => {
  const all = new Set([...uses.values()].flatMap(({ rights }) => [...rights]));
  expect({ superfluous: RIGHTS.map(nameOf).filter((right) => !all.has(right)) }).toEqual({ superfluous: [] });
  const known = new Set(RIGHTS.map(nameOf));
  expect([...all].filter((right) => !known.has(right))).toEqual([]);
});

test.each(RIGHTS.map((right) => [nameOf(right), right] as const))(
  'without %s something says that it could not look',
  async (name, { group, resource, verb }) => {
    deny.splice(0, deny.length, { groups: [group], resources: [resource], verbs: [verb] });
    try {
      const mine = [...uses]
        .filter(([, { rights }]) => rights.has(name))
        .toSorted(([, a], [, b]) => a.ms - b.ms);
      const said: string[] = [];
      for (const [which] of mine) {
        const answer = await ask(VERBS[which] as Question);
        said.push(which);
        if (
          answer.includes(`cannot ${verb} resource \\\\\\"${resource}\\\\\\"`) ||
          answer.includes(`cannot ${verb} resource \\"${resource}\\"`)
        )
          return;
      }
      throw new Error(`nobody says so: asked ${said.join(', ')}`);
    } finally {
      deny.length = 0;
    }
  },
  300_000,
);
