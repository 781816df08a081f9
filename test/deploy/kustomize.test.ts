import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { kustomizeBase } from './data/kustomize.ts';
import { describeWithGo } from './tool/go.ts';
import { type Provided, provideTool } from './tool/provide.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/kustomize/', import.meta.url));
const base = readFileSync(`${FOLDER}base/registry-medic.yaml`, 'utf8');

describeWithGo('the kustomize base', () => {
  let provided: Provided;
  beforeAll(async () => {
    provided = await provideTool();
  }, 900_000);

  test('is what the chart renders (npm run chart-data)', async () => {
    expect(base).toBe(await kustomizeBase(provided));
  });
});

test('is of one namespace, and of nothing that Helm manages', () => {
  const objects = parseAllDocuments(base).map((one) => one.toJS());
  expect(objects.length).toBeGreaterThan(8);
  const places = objects.map(({ metadata }) => metadata.namespace ?? 'registry-medic');
  expect([...new Set(places)]).toEqual(['registry-medic']);
  expect(base).not.toMatch(/helm/i);
});

test('every file that an overlay names is there, and its image is that of the base', () => {
  for (const name of ['base', 'example']) {
    const { kind, resources } = parse(readFileSync(`${FOLDER}${name}/kustomization.yaml`, 'utf8'));
    expect(kind).toBe('Kustomization');
    for (const resource of resources)
      expect(readdirSync(resource.startsWith('../') ? FOLDER : `${FOLDER}${name}`)).toContain(
        resource.replace('../', ''),
      );
  }
  const { images } = parse(readFileSync(`${FOLDER}example/kustomization.yaml`, 'utf8'));
  const used = [...base.matchAll(/image: (\S+):/g)].map(([, image]) => image);
  expect([...new Set(used)]).toEqual([images[0].name]);
});
