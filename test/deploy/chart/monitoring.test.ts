/** What Prometheus and Grafana are given of a release is what stands in the chart's files, and leads to its pods. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeWithGo } from '../tool/go.ts';
import { provideTool } from '../tool/provide.ts';
import { cases } from './cases.ts';
import { byKind, CHART, type KubeObject, renderAll, workloads } from './rendered.ts';

const file = (name: string): string => readFileSync(`${CHART}/files/${name}`, 'utf8');
const { groups } = parse(file('rules.yaml')) as { readonly groups: readonly { readonly name: string }[] };

describeWithGo('monitoring', () => {
  let hub: readonly KubeObject[];
  let agent: readonly KubeObject[];
  beforeAll(async () => {
    const provided = await provideTool();
    const done = await renderAll(provided, [cases['every option'] ?? {}, cases['an agent'] ?? {}]);
    [hub = [], agent = []] = done.map(({ objects }) => objects);
  }, 900_000);

  test('the rules are those of the file; an agent has none about a bot', () => {
    expect(byKind(hub, 'PrometheusRule')[0]?.['spec']).toEqual({ groups });
    const without = groups.filter(({ name }) => !name.endsWith('-hub'));
    expect(without.length).toBeLessThan(groups.length);
    expect(without.length).toBeGreaterThan(0);
    expect(byKind(agent, 'PrometheusRule')[0]?.['spec']).toEqual({ groups: without });
  });

  test('the dashboard is that of the file', () => {
    const map = byKind(hub, 'ConfigMap').find(({ metadata }) => metadata.name.endsWith('-dashboard'));
    expect(JSON.parse(map?.['data']['registry-medic.json'])).toEqual(JSON.parse(file('dashboard.json')));
  });

  test('every pod of ours is scraped, on the port where its metrics are', () => {
    for (const objects of [hub, agent]) {
      const { selector, endpoints } = byKind(objects, 'ServiceMonitor')[0]?.['spec'] ?? {};
      const scraped = byKind(objects, 'Service').filter(({ metadata, ...one }) => {
        const fits = Object.entries(selector.matchLabels).every(
          ([key, value]) => metadata.labels?.[key] === value,
        );
        return fits && one['spec'].ports.some(({ name }: { name: string }) => name === endpoints[0].port);
      });
      const pods = workloads(objects);
      expect(scraped).toHaveLength(pods.length);
      for (const pod of pods) {
        const { labels } = pod['spec'].template.metadata;
        const service = scraped.find((one) =>
          Object.entries(one['spec'].selector).every(([key, value]) => labels[key] === value),
        );
        const port = service?.['spec'].ports.find(({ name }: { name: string }) => name === endpoints[0].port);
        const { ports } = pod['spec'].template.spec.containers[0];
        expect(ports.map(({ name }: { name: string }) => name)).toContain(port.targetPort);
      }
    }
  });
});
