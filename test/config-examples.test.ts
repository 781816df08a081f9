import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Environment, loadConfig } from '../src/config.ts';

const folder = await mkdtemp(join(tmpdir(), 'config-'));
const root = new URL('..', import.meta.url);

async function load(yaml: string, env: Record<string, string> = {}) {
  const path = join(folder, 'medic.yaml');
  await writeFile(path, yaml);
  return () => loadConfig({ REGISTRY_MEDIC_CONFIG: path, ...env });
}
test('.env.example names every variable of the schema and no other, each explained', async () => {
  const text = await readFile(new URL('.env.example', root), 'utf8');
  const lines = text.split('\n');
  const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
  const unexplained = named.filter((name) => {
    const above = lines[lines.findIndex((line) => line.startsWith(`${name}=`)) - 1];
    return !above?.startsWith('# ');
  });
  expect(unexplained).toEqual([]);
});

test('.env.example is valid as it stands', async () => {
  const text = await readFile(new URL('.env.example', root), 'utf8');
  const env = Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(loadConfig(env).env.REGISTRY_MEDIC_ROLE).toBe('all');
});

test('the example YAML file is valid, also with everything uncommented that it offers', async () => {
  const path = new URL('deploy/registry-medic.example.yaml', root);
  const config = loadConfig({ REGISTRY_MEDIC_CONFIG: path.pathname });
  expect(config.file.clusters.map((cluster) => cluster.name)).toEqual(['prod', 'staging']);
  expect(config.file.registries.map((registry) => registry.host)).toEqual([
    'harbor.acme.test',
    'mirror.acme.test:5000',
  ]);
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, '-----BEGIN CERTIFICATE-----\n');
  const text = (await readFile(path, 'utf8'))
    .replace(
      /^( +)# (?=(?: {2}| {4})?(?:- name|aliases|secretSources|- namespace|name|to|inCluster|kubeconfig|ca|login|writeLogin|username|passwordEnv|proxy|users|remediations|registries|autopilot|- remediation|cluster|namespaces|perHour|severities|webhooks|kind|auth|bearer|watch|clusters|sweep|health|everyMinutes):)/gm,
      '$1',
    )
    .replace('/etc/registry-medic/acme-ca.pem', ca);
  const full = (await load(text, { HARBOR_PASSWORD: 'p', HARBOR_WRITE_PASSWORD: 'w' }))();
  expect(full.file.remediations.secretSources).toMatchObject([{ namespace: 'platform', to: ['shop-*'] }]);
  expect(full.file.clusters).toHaveLength(4);
  expect(full.file.registries[0]?.login?.passwordEnv).toBe('HARBOR_PASSWORD');
  expect(full.file.registries[0]?.writeLogin?.passwordEnv).toBe('HARBOR_WRITE_PASSWORD');
  expect(full.file.alerts.channels).toMatchObject([
    { namespaces: ['shop-*', 'harbor'], quiet: { zone: 'Europe/Berlin' } },
  ]);
  expect(full.file.alerts.webhooks.map(({ kind }) => kind)).toEqual(['alertmanager', 'pagerduty', 'grafana']);
  expect(full.file.alerts).toMatchObject({ watch: { clusters: ['prod'] }, sweep: { everyMinutes: 60 } });
  expect(full.file.remediations.autopilot).toMatchObject([{ remediation: 'restart-exporter', perHour: 3 }]);
});
