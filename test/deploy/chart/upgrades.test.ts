/** Whatever values a release had, an upgrade may go to any others: the API server refuses none of it. */
import { beforeAll, expect, test } from 'vitest';
import { describeWithGo } from '../tool/go.ts';
import { provideTool } from '../tool/provide.ts';
import { cases, type Values } from './cases.ts';
import { byKind, type KubeObject, renderAll } from './rendered.ts';

const bundled = (volume: object): Values => ({ bundled: { enabled: true, password: 'kept', volume } });
const least = cases['the least'];

/** Every set of values under the same names, so that what stands under one name can be compared. */
const all: Readonly<Record<string, Values>> = {
  ...Object.fromEntries(
    Object.entries(cases).map(([name, one]) => [name, { ...one, fullnameOverride: 'medic' }]),
  ),
  'another name for the chart': { ...least, fullnameOverride: 'medic', nameOverride: 'doctor' },
  'a larger volume': { ...least, fullnameOverride: 'medic', redis: bundled({ size: '5Gi' }) },
};

describeWithGo('upgrades', () => {
  let objects: readonly KubeObject[];
  beforeAll(async () => {
    const rendered = await renderAll(await provideTool(), Object.values(all));
    expect(rendered.map(({ error }) => error).filter((error) => error !== '')).toEqual([]);
    objects = rendered.flatMap((one) => one.objects);
  }, 900_000);

  test('what may not be changed is the same under every set of values', () => {
    const fixed = new Map<string, Set<string>>();
    for (const one of objects) {
      const id = `${one.kind} ${one.metadata.namespace ?? ''}/${one.metadata.name}`;
      fixed.set(id, (fixed.get(id) ?? new Set()).add(JSON.stringify(unchangeable(one))));
    }
    expect(fixed.size).toBeGreaterThan(30);
    expect([...fixed].filter(([, forms]) => forms.size > 1).map(([id]) => id)).toEqual([]);
  });

  test('the volume of the bundled Redis outlives its release, and can be had later, larger, or no more', () => {
    const claims = byKind(objects, 'PersistentVolumeClaim');
    expect(claims.length).toBeGreaterThan(1);
    for (const { metadata } of claims)
      expect(metadata).toMatchObject({ annotations: { 'helm.sh/resource-policy': 'keep' } });
    for (const { metadata, ...one } of byKind(objects, 'StatefulSet')) {
      const volume = one['spec'].template.spec.volumes.find(({ name }: { name: string }) => name === 'data');
      expect([{ emptyDir: {} }, { persistentVolumeClaim: { claimName: metadata.name } }]).toContainEqual({
        ...volume,
        name: undefined,
      });
    }
  });

  test('no policy holds an empty list: the server keeps none, and who compares would see a difference for ever', () => {
    const policies = byKind(objects, 'NetworkPolicy');
    expect(policies.length).toBeGreaterThan(10);
    for (const one of policies) expect(JSON.stringify(one['spec'])).not.toContain('[]');
  });
});

/** Fields that the API server lets nobody change: https://kubernetes.io/docs/reference/kubernetes-api/. */
function unchangeable({ kind, spec, roleRef, type, immutable }: KubeObject): unknown {
  switch (kind) {
    case 'Deployment':
    case 'DaemonSet':
      return spec.selector;
    case 'StatefulSet': {
      const { replicas: _replicas, template: _template, updateStrategy: _strategy, ...rest } = spec;
      return rest;
    }
    case 'PersistentVolumeClaim': {
      // Its size may grow.
      const { resources: _resources, ...rest } = spec;
      return rest;
    }
    case 'Service':
      return spec.clusterIP;
    default:
      return [roleRef, type, immutable];
  }
}
