import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import { byKind, type KubeObject, workloads } from './chart/rendered.ts';
import { configFile } from './config-file.ts';
import { kustomizeBase } from './data/kustomize.ts';
import { describeWithGo } from './tool/go.ts';
import { askTool, type Provided, provideTool } from './tool/provide.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/kustomize/', import.meta.url));
const read = (name: string): string => readFileSync(`${FOLDER}${name}`, 'utf8');

interface Built {
  readonly yaml: string;
  readonly error?: string;
}

describeWithGo('kustomize', () => {
  let provided: Provided;
  let built: { readonly base: readonly KubeObject[]; readonly example: readonly KubeObject[] };
  beforeAll(async () => {
    provided = await provideTool();
    const folders = ['base', 'example'].map((name) => FOLDER + name);
    const [base, example] = (await askTool<{ built: readonly Built[] }>(provided, { folders })).built;
    built = { base: objectsOf(base), example: objectsOf(example) };
  }, 900_000);

  test('the base is what the chart renders (npm run chart-data)', async () => {
    expect({ objects: read('base/registry-medic.yaml'), config: read('base/config.yaml') }).toEqual(
      await kustomizeBase(provided),
    );
  });

  test('each pod mounts a file that its process accepts, and an overlay puts its own there', () => {
    const files = (objects: readonly KubeObject[]) =>
      workloads(objects).map((one) => {
        const [{ configMap }] = one['spec'].template.spec.volumes;
        const map = byKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name === configMap.name);
        return map?.['data']['registry-medic.yaml'] as string;
      });
    expect(files(built.base)).toEqual([read('base/config.yaml'), read('base/config.yaml')]);
    expect(files(built.example)).toEqual([read('example/config.yaml'), read('example/config.yaml')]);
    for (const text of [...files(built.base), ...files(built.example)]) {
      const { file } = loadConfig({
        REGISTRY_MEDIC_ROLE: 'worker',
        REDIS_URL: 'redis://redis:6379',
        REGISTRY_MEDIC_CONFIG: configFile(text),
      });
      expect(file.clusters).toMatchObject([{ inCluster: true }]);
    }
  });

  test('another configuration begins a rollout: the ConfigMap has another name', () => {
    const names = (objects: readonly KubeObject[]) =>
      byKind(objects, 'ConfigMap').map(({ metadata }) => metadata.name);
    expect(names(built.base)).toHaveLength(2);
    expect(names(built.base).filter((name) => names(built.example).includes(name))).toEqual([]);
  });

  test('an overlay’s image is that of every pod', () => {
    const { images } = parse(read('example/kustomization.yaml'));
    const used = workloads(built.example).map((one) => one['spec'].template.spec.containers[0].image);
    expect(used).toEqual(used.map(() => `${images[0].newName}:${images[0].newTag}`));
    expect(used).toHaveLength(2);
  });

  test('all is of one namespace, and of nothing that Helm manages', () => {
    for (const objects of Object.values(built)) {
      expect(objects.length).toBeGreaterThan(8);
      const places = objects.map(({ metadata }) => metadata.namespace ?? 'registry-medic');
      expect([...new Set(places)]).toEqual(['registry-medic']);
      expect(JSON.stringify(objects)).not.toMatch(/helm/i);
    }
  });
});

function objectsOf({ yaml, error }: Built = { yaml: '', error: 'not asked' }): readonly KubeObject[] {
  if (error !== undefined) throw new Error(error);
  return parseAllDocuments(yaml).map((one) => one.toJS() as KubeObject);
}
