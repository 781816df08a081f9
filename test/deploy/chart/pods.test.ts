/** What the rendered pods are told is what our processes read, and they are locked down. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { Environment, loadConfig, servedBy } from '../../../src/config.ts';
import { diagnoseQueue, triageQueue } from '../../../src/jobs/queues.ts';
import { configFile } from '../config-file.ts';
import { describeWithGo } from '../tool/go.ts';
import { type Provided, provideTool } from '../tool/provide.ts';
import { cases } from './cases.ts';
import { byKind, type KubeObject, type Rendered, renderAll, workloads } from './rendered.ts';

const names = Object.keys(cases);
/** Nothing but its form is looked at. */
const PEM = configFile('-----BEGIN CERTIFICATE-----\n');
/** Read by Node itself. */
const OF_NODE = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'];

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

describeWithGo('pods', () => {
  let rendered: readonly Rendered[];
  beforeAll(async () => {
    const provided: Provided = await provideTool();
    rendered = await renderAll(provided, Object.values(cases));
  }, 900_000);
  const of = (name: string): readonly KubeObject[] => rendered[names.indexOf(name)]?.objects ?? [];
  const role = (name: string, suffix: string): KubeObject =>
    workloads(of(name)).find((one) => one.metadata.name.endsWith(suffix)) as KubeObject;
  const ours = (name: string): readonly KubeObject[] =>
    workloads(of(name)).filter(({ kind }) => kind !== 'StatefulSet');

  test.each(names)('%s: each pod’s variables are those that are read, and its file is accepted', (name) => {
    expect(ours(name).length).toBeGreaterThan(0);
    for (const workload of ours(name)) {
      const env = envOf(workload);
      const values = Object.fromEntries(env.map((one) => [one.name, one.value ?? fill(one)]));
      const file = fileOf(workload, of(name));
      const path = file === null ? {} : { REGISTRY_MEDIC_CONFIG: configFile(file) };
      const config = loadConfig({ ...values, ...path });
      expect(workload.metadata.name.endsWith(`-${config.env.REGISTRY_MEDIC_ROLE}`)).toBe(true);
      // The names that the file gives, and no others.
      const known = [...Object.keys(Environment.shape), ...OF_NODE, ...namedBy(file)];
      expect(env.map((one) => one.name).filter((one) => !known.includes(one))).toEqual([]);
      expect(() => servedBy(config)).not.toThrow();
      const ports = containerOf(workload).ports as readonly { name: string; containerPort: number }[];
      expect(ports.find(({ name: one }) => one === 'http')?.containerPort).toBe(config.env.PORT);
      const metrics = ports.find(({ name: one }) => one === 'metrics')?.containerPort;
      expect(metrics).toBe(config.env.METRICS_PORT);
      const webhooks = ports.find(({ name: one }) => one === 'webhooks')?.containerPort;
      const isCalled = config.env.REGISTRY_MEDIC_ROLE === 'bot' && config.file.alerts.webhooks.length > 0;
      expect(webhooks).toBe(isCalled ? config.env.WEBHOOK_PORT : undefined);
    }
  });

  test('each role is told only of secrets that are its own', () => {
    const secrets = (suffix: string) =>
      envOf(role('every option', suffix))
        .filter(({ valueFrom }) => valueFrom?.secretKeyRef)
        .map((one) => one.name)
        .sort();
    expect(secrets('-bot')).toEqual([
      'ALERTMANAGER_TOKEN',
      'HARBOR_HOOK',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'PAGERDUTY_SECRET',
      'REDIS_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    expect(secrets('-worker')).toEqual(['HARBOR_PASSWORD', 'OTEL_EXPORTER_OTLP_HEADERS', 'REDIS_URL']);
    expect(secrets('-remediator')).toEqual([
      'HARBOR_PASSWORD',
      'HARBOR_WRITE_PASSWORD',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'REDIS_URL',
    ]);
    expect(secrets('-node')).toEqual(['OTEL_EXPORTER_OTLP_HEADERS', 'REDIS_URL']);
    for (const { objects } of rendered)
      for (const one of workloads(objects)) {
        const { args = [], command = [] } = containerOf(one);
        expect(JSON.stringify([args, command])).not.toMatch(/xoxb|xapp|pass|kept|secret/i);
      }
  });

  test('no account is mounted into a bot or a node’s worker', () => {
    for (const { objects } of rendered)
      for (const one of workloads(objects)) {
        const mounted = one['spec'].template.spec.automountServiceAccountToken;
        const may = /-(worker|remediator)$/.test(one.metadata.name);
        expect(mounted, one.metadata.name).toBe(may);
      }
  });

  test('every pod is locked down', () => {
    for (const { objects } of rendered)
      for (const one of workloads(objects)) {
        const { spec } = one['spec'].template;
        expect(spec.securityContext).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        for (const container of spec.containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(container.resources.limits.memory).toBeTruthy();
        }
        const mounts = spec.volumes.filter((volume: object) => 'hostPath' in volume).length;
        expect(mounts > 0).toBe(one.kind === 'DaemonSet');
      }
  });

  test('probes ask the paths that the processes answer', () => {
    const served = readFileSync(new URL('../../../src/jobs/serve-health.ts', import.meta.url), 'utf8');
    for (const one of ours('every option')) {
      const { startupProbe, livenessProbe, readinessProbe } = containerOf(one);
      for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
        expect(served).toContain(`case '${httpGet.path}'`);
        expect(httpGet.port).toBe('http');
      }
      expect(readinessProbe.httpGet.path).toBe('/readyz');
      expect(livenessProbe.httpGet.path).toBe('/healthz');
    }
  });

  test('selectors stay as they are through an upgrade', () => {
    for (const { objects } of rendered)
      for (const one of workloads(objects)) {
        const { matchLabels } = one['spec'].selector;
        expect(Object.keys(matchLabels).sort()).toEqual([
          'app.kubernetes.io/component',
          'app.kubernetes.io/instance',
          'app.kubernetes.io/name',
        ]);
        expect(one['spec'].template.metadata.labels).toMatchObject(matchLabels);
      }
  });

  test('every Service, budget, policy and scaler fits pods of the release', () => {
    for (const { objects } of rendered) {
      const pods = workloads(objects).map((one) => one['spec'].template.metadata.labels);
      const selectors = [
        ...byKind(objects, 'Service').map((one) => one['spec'].selector),
        ...byKind(objects, 'PodDisruptionBudget').map((one) => one['spec'].selector.matchLabels),
        ...byKind(objects, 'NetworkPolicy').map((one) => one['spec'].podSelector.matchLabels),
      ];
      for (const selector of selectors) {
        const fits = pods.filter((labels) =>
          Object.entries(selector).every(([key, value]) => labels[key] === value),
        );
        expect(fits).toHaveLength(1);
      }
      for (const one of byKind(objects, 'HorizontalPodAutoscaler', 'ScaledObject')) {
        const { name } = one['spec'].scaleTargetRef;
        const target = workloads(objects).find(({ metadata }) => metadata.name === name);
        expect(target?.metadata.name).toMatch(/-worker$/);
        // Else each upgrade would set it back.
        expect(target?.['spec']).not.toHaveProperty('replicas');
      }
    }
  });

  test('KEDA counts the lists in which jobs wait', () => {
    const lists = (name: string): readonly string[] =>
      byKind(of(name), 'ScaledObject').flatMap((one) =>
        one['spec'].triggers.map((trigger: { metadata: { listName: string } }) => trigger.metadata.listName),
      );
    const waiting = (queue: string): string => `bull:${queue}:wait`;
    expect(lists('every option')).toEqual(
      [diagnoseQueue, triageQueue].flatMap((queue) =>
        ['prod', 'staging', null].map((c) => waiting(queue(c))),
      ),
    );
    expect(lists('an agent')).toEqual(
      [diagnoseQueue, triageQueue].map((queue) => `{bull:${queue('prod-eu')}}:${queue('prod-eu')}:wait`),
    );
    expect(lists('the bundled Redis')).toEqual(
      ['diagnose-in-cluster', 'diagnose', 'triage-in-cluster', 'triage'].map(waiting),
    );
  });

  test('an agent has no bot, and serves its own cluster', () => {
    expect(
      ours('an agent').map(({ metadata }) => metadata.name.replace('medic-registry-medic-', '')),
    ).toEqual(['worker', 'remediator', 'node']);
    for (const one of ours('an agent'))
      expect(envOf(one)).toContainEqual({ name: 'CLUSTER_NAME', value: 'prod-eu' });
    for (const one of ours('every option').filter(({ kind }) => kind === 'Deployment'))
      expect(envOf(one).map(({ name }) => name)).not.toContain('CLUSTER_NAME');
    expect(envOf(role('every option', '-node'))).toContainEqual({ name: 'CLUSTER_NAME', value: 'prod' });
  });
});

function containerOf(workload: KubeObject) {
  return workload['spec'].template.spec.containers[0];
}

function envOf(workload: KubeObject): readonly Variable[] {
  return containerOf(workload).env;
}

/** What its Secret would hold. */
function fill({ name }: Variable): string {
  const known: Record<string, string> = {
    OTEL_EXPORTER_OTLP_HEADERS: 'key=value',
    REDIS_URL: 'redis://redis:6379',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    NODE_NAME: 'node-1',
  };
  return known[name] ?? 'something-secret';
}

/** The file that is mounted where REGISTRY_MEDIC_CONFIG points, with PEM files that are there; null: none. */
function fileOf(workload: KubeObject, objects: readonly KubeObject[]): string | null {
  const path = envOf(workload).find(({ name }) => name === 'REGISTRY_MEDIC_CONFIG')?.value;
  if (path === undefined) return null;
  const { volumeMounts } = containerOf(workload);
  const mount = volumeMounts.find(({ mountPath }: { mountPath: string }) => path.startsWith(`${mountPath}/`));
  const volume = workload['spec'].template.spec.volumes.find(
    ({ name }: { name: string }) => name === mount.name,
  );
  const map = byKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name === volume.configMap.name);
  const text = map?.['data'][path.slice(mount.mountPath.length + 1)] as string;
  return text.replaceAll(/\/etc\/registry-medic\/certificates\/\S+/g, PEM);
}

/** Variables that a file names. */
function namedBy(file: string | null): readonly string[] {
  return [...(file ?? '').matchAll(/(?:passwordEnv|tokenEnv|secretEnv): (\S+)/g)].map(
    ([, name = '']) => name,
  );
}
