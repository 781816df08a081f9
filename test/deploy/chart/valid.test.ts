/** The chart, rendered with every set of values, is what Kubernetes, KEDA and the Prometheus Operator take. */
import { beforeAll, expect, test } from 'vitest';
import { describeWithGo } from '../tool/go.ts';
import { askTool, type Provided, provideTool, VERSIONS } from '../tool/provide.ts';
import { cases } from './cases.ts';
import { type KubeObject, type Rendered, renderAll } from './rendered.ts';

const names = Object.keys(cases);

describeWithGo('the chart is valid', () => {
  let provided: Provided;
  let rendered: readonly Rendered[];
  const of = (name: string): Rendered => rendered[names.indexOf(name)] as Rendered;
  beforeAll(async () => {
    provided = await provideTool();
    rendered = await renderAll(provided, Object.values(cases), { lint: true });
  }, 900_000);

  const faults = async (objects: readonly KubeObject[]): Promise<readonly string[]> => {
    const documents = objects.flatMap((one) => documentsOf(one, provided));
    const said = await askTool<{ faults: readonly string[] }>(provided, {
      bundles: provided.bundles,
      documents,
    });
    return said.faults.flatMap((fault, index) => {
      const { bundle, value } = documents[index] as (typeof documents)[number];
      return fault === '' ? [] : [`${bundle} ${value.kind} ${value.metadata.name}: ${fault}`];
    });
  };

  test.each(names)('%s: renders, lints, and fits the schemas', async (name) => {
    const { objects, error, lint } = of(name);
    expect({ error, lint }).toEqual({ error: '', lint: [] });
    expect(objects.length).toBeGreaterThan(5);
    expect(await faults(objects)).toEqual([]);
  });

  test('the schemas refuse a field that is not there, and one of a wrong type', async () => {
    const deployment = of('the least').objects.find(({ kind }) => kind === 'Deployment') as KubeObject;
    const wrong = [
      { ...deployment, spec: { ...deployment['spec'], replica: 1 } },
      { ...deployment, spec: { ...deployment['spec'], replicas: 'two' } },
    ];
    for (const one of wrong) expect(await faults([one])).toHaveLength(VERSIONS.length);
    const all = of('every option').objects;
    for (const kind of ['ServiceMonitor', 'PrometheusRule', 'ScaledObject', 'TriggerAuthentication']) {
      const found = all.find((one) => one.kind === kind) as KubeObject;
      expect(await faults([{ ...found, spec: { ...found['spec'], zzz: 1 } }])).toHaveLength(1);
    }
  });

  test('no two objects of a release have the same name', () => {
    for (const { objects } of rendered) {
      const ids = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  test('a cluster older than the chart admits is refused', async () => {
    const [old] = await renderAll(provided, [cases['the least'] ?? {}], { kubeVersion: '1.26.9' });
    expect(old?.error).toContain('chart requires kubeVersion: >=1.27.0-0');
  });

  test('what the next step is stands in the notes', () => {
    expect(of('the least').notes).toMatch(
      /exec deploy\/medic-registry-medic-worker -- registry-medic doctor/,
    );
    expect(of('the least').notes).toContain('No fix is enabled');
    expect(of('every option').notes).toContain('https://medic.example.com/webhooks/alertmanager-prod');
    expect(of('every option').notes).toContain('--set mode=agent,cluster=prod-eu');
    expect(of('an agent').notes).toContain('agent of the cluster prod-eu');
    expect(of('the bundled Redis').notes).toContain('for trying out');
    expect(of('Slack over HTTP').notes).toContain('https://medic.example.com/slack/events');
    expect(rendered.filter(({ notes }) => /<no value>|%!/.test(notes))).toEqual([]);
  });
});

/** What one object is held against: Kubernetes in each version, or what its kind came with. */
function documentsOf(value: KubeObject, { kinds, bundles }: Provided) {
  const { apiVersion, kind } = value;
  if (apiVersion === 'monitoring.coreos.com/v1') return [{ bundle: 'go', definition: kind, value }];
  if (kind in bundles) return [{ bundle: kind, definition: kind, value }];
  const definition = kinds[apiVersion.includes('/') ? `${apiVersion}/${kind}` : `/${apiVersion}/${kind}`];
  if (definition === undefined) throw new Error(`nothing is known of ${apiVersion} ${kind}`);
  return VERSIONS.map((bundle) => ({ bundle, definition, value }));
}
