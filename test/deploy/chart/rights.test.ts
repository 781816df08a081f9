/** The rights that the chart grants are those that `registry-medic rbac` prints for the same configuration. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test, vi } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { FileConfig } from '../../../src/config.ts';
import { loadFolder } from '../../../src/load.ts';
import { runRbac } from '../../../src/terminal/rbac.ts';
import { configFile } from '../config-file.ts';
import { describeWithGo } from '../tool/go.ts';
import { type Provided, provideTool } from '../tool/provide.ts';
import { least, type Values } from './cases.ts';
import { byKind, type KubeObject, renderAll } from './rendered.ts';

const CLI = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url));
const all = await loadFolder<{ readonly id: string }>(new URL('../../../src/remediations/', import.meta.url));
const ids = all.map(({ id }) => id);
const sources = [
  { namespace: 'platform', name: 'regcred', to: ['shop-*'] },
  { namespace: 'platform', name: 'another', to: ['shop'] },
  { namespace: 'base', name: 'regcred', to: ['shop'] },
];
const clusters = [{ name: 'prod', inCluster: true }];

interface Asked {
  readonly config: Record<string, unknown>;
  readonly namespaces: readonly string[];
}
const asked: Readonly<Record<string, Asked>> = {
  'nothing enabled': { config: { clusters }, namespaces: [] },
  'nothing enabled, in two namespaces': { config: { clusters }, namespaces: ['shop', 'harbor'] },
  'the watch': {
    config: { clusters, alerts: { watch: { clusters: ['prod'] } } },
    namespaces: [],
  },
  'fixes without Secrets, everywhere': {
    config: { clusters, remediations: { enabled: ['set-nearest-tag', 'restart-jobservice'] } },
    namespaces: [],
  },
  'every fix, Secrets to copy': {
    config: {
      clusters,
      remediations: { enabled: ids, secretSources: sources },
      alerts: { watch: { clusters: ['prod'] } },
    },
    namespaces: ['shop', 'harbor'],
  },
  'a fix that copies, and nothing to copy': {
    config: { clusters, remediations: { enabled: ['copy-pull-secret'] } },
    namespaces: ['shop'],
  },
  ...Object.fromEntries(
    ids.map((id) => [
      id,
      { config: { clusters, remediations: { enabled: [id], secretSources: sources } }, namespaces: ['shop'] },
    ]),
  ),
};

/** What is granted where and to whom, whatever the objects are called. */
function granted(objects: readonly KubeObject[]): readonly string[] {
  return byKind(objects, 'Role', 'ClusterRole').flatMap((role) => {
    const { namespace = '*' } = role.metadata;
    const rules = role['rules'] as readonly object[];
    const bindings = byKind(objects, `${role.kind}Binding`).filter(
      (one) =>
        one['roleRef'].name === role.metadata.name && one.metadata.namespace === role.metadata.namespace,
    );
    expect(bindings).toHaveLength(1);
    const subjects = ((bindings[0] as KubeObject)['subjects'] as readonly { name: string }[]).map(
      ({ name }) => name,
    );
    const isRemediators = subjects.some((name) => name.endsWith('remediator'));
    return rules.map(
      (rule) => `${namespace} ${isRemediators ? 'remediator' : 'worker'} ${JSON.stringify(rule, sortedKeys)}`,
    );
  });
}

function sortedKeys(_: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

async function printed({ config, namespaces }: Asked): Promise<string> {
  const args = namespaces.length === 0 ? [] : ['--namespaces', namespaces.join(',')];
  const before = process.env['REGISTRY_MEDIC_CONFIG'];
  process.env['REGISTRY_MEDIC_CONFIG'] = configFile(stringify(config));
  let out = '';
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    expect(await runRbac(args)).toBe(0);
    return out;
  } finally {
    written.mockRestore();
    if (before === undefined) delete process.env['REGISTRY_MEDIC_CONFIG'];
    else process.env['REGISTRY_MEDIC_CONFIG'] = before;
  }
}

function objectsOf(text: string): readonly KubeObject[] {
  return parseAllDocuments(text).flatMap((one) => (one.toJS() as KubeObject | null) ?? []);
}

describeWithGo('rights', () => {
  let provided: Provided;
  let rendered: ReadonlyMap<string, readonly KubeObject[]>;
  beforeAll(async () => {
    provided = await provideTool();
    const values = Object.values(asked).map(
      ({ config, namespaces }): Values => ({ ...least, config, rbac: { namespaces } }),
    );
    const done = await renderAll(provided, values);
    rendered = new Map(
      Object.keys(asked).map((name, index) => {
        expect(done[index]?.error).toBe('');
        return [name, done[index]?.objects ?? []];
      }),
    );
  }, 900_000);

  test.each(Object.entries(asked))('%s: the chart grants what rbac prints', async (name, one) => {
    FileConfig.parse(one.config);
    const ours = granted(rendered.get(name) ?? []).map((line) => line.replace(/ (worker|remediator) /, ' '));
    const said = granted(objectsOf(await printed(one))).map((line) =>
      line.replace(/ (worker|remediator) /, ' '),
    );
    expect(ours.length).toBeGreaterThan(10);
    expect([...ours].sort()).toEqual([...said].sort());
  });

  test('what is compared with is what the program prints', async () => {
    const one = asked['every fix, Secrets to copy'] as Asked;
    const args = [CLI, 'rbac', '--namespaces', one.namespaces.join(',')];
    const env = { PATH: process.env['PATH'], REGISTRY_MEDIC_CONFIG: configFile(stringify(one.config)) };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(await printed(one)).toBe(stdout);
  });

  test('only the remediator’s account may write, and the bot’s may nothing', () => {
    const objects = rendered.get('every fix, Secrets to copy') ?? [];
    const writes = granted(objects).filter((line) => /"(create|patch|update|delete)"/.test(line));
    expect(writes.length).toBeGreaterThan(3);
    const subjects = (kind: string, wanted: (role: KubeObject) => boolean) =>
      byKind(objects, kind)
        .filter(wanted)
        .flatMap((role) =>
          byKind(objects, `${kind}Binding`)
            .filter((one) => one['roleRef'].name === role.metadata.name)
            .flatMap((one) => (one['subjects'] as readonly { name: string }[]).map((s) => s.name)),
        );
    const canWrite = (role: KubeObject) =>
      /"(create|patch|update|delete)"/.test(JSON.stringify(role['rules']));
    const writers = [...subjects('Role', canWrite), ...subjects('ClusterRole', canWrite)];
    expect([...new Set(writers)]).toEqual(['medic-registry-medic-remediator']);
    const readers = [...subjects('Role', () => true), ...subjects('ClusterRole', () => true)];
    expect([...new Set(readers)].sort()).toEqual([
      'medic-registry-medic-remediator',
      'medic-registry-medic-worker',
    ]);
    expect(JSON.stringify(byKind(objects, 'Role', 'ClusterRole'))).not.toContain('"*"');
  });

  test('Secrets are never granted in all namespaces', async () => {
    const [refused] = await renderAll(provided, [
      { ...least, config: { clusters, remediations: { enabled: ['copy-pull-secret'] } } },
    ]);
    expect(refused?.error).toContain('rbac.namespaces: one of the enabled fixes writes Secrets');
  });
});
