import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config.ts';

const folder = await mkdtemp(join(tmpdir(), 'config-'));

async function load(yaml: string, env: Record<string, string> = {}) {
  const path = join(folder, 'medic.yaml');
  await writeFile(path, yaml);
  return () => loadConfig({ REGISTRY_MEDIC_CONFIG: path, ...env });
}

test('nothing set: defaults', () => {
  const config = loadConfig({});
  expect(config.env).toEqual({ REGISTRY_MEDIC_ROLE: 'all', PORT: 3000, LOG_LEVEL: 'info' });
  expect(config.file).toMatchObject({ clusters: [], registries: [], network: { connectMs: 3000, ca: [] } });
});

test('an empty variable counts as not set', () => {
  expect(loadConfig({ SLACK_BOT_TOKEN: '', PORT: ' ', REGISTRY_MEDIC_CONFIG: '' }).env.PORT).toBe(3000);
});

test('an empty file is a file of defaults', async () => {
  expect((await load('# nothing yet'))().file.registries).toEqual([]);
});

test('a secret that the file names', async () => {
  const yaml = 'registries: [{ name: a, host: a.test, login: { username: u, passwordEnv: A_PASSWORD } }]';
  expect((await load(yaml, { A_PASSWORD: 'p' }))().secret('A_PASSWORD')).toBe('p');
});

test.each([
  [{ SLACK_BOT_TOKEN: 'planted-secret' }, /SLACK_BOT_TOKEN: write the bot token, which starts with `xoxb-`/],
  [{ SLACK_APP_TOKEN: 'xoxb-planted-secret' }, /SLACK_APP_TOKEN: .*`xapp-`/],
  [{ REDIS_URL: 'planted-secret' }, /REDIS_URL: write a URL, e\.g\. `redis:/],
  [{ PORT: 'http' }, /PORT: write a port number from 0 to 65535/],
  [{ WEBHOOK_PORT: '-1' }, /WEBHOOK_PORT: write a port number/],
  [{ PORT: '70000' }, /PORT: write a port number/],
  [{ REGISTRY_MEDIC_ROLE: 'boss' }, /REGISTRY_MEDIC_ROLE: write `all`, `bot`, `worker` or `node`/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL: write `trace`/],
])('environment %j', (env, says) => {
  expect(() => loadConfig(env)).toThrow(ConfigError);
  expect(() => loadConfig(env)).toThrow(says);
  expect(() => loadConfig(env)).not.toThrow(/planted-secret/);
});

test('a file that is not there', () => {
  expect(() => loadConfig({ REGISTRY_MEDIC_CONFIG: '/nowhere.yaml' })).toThrow(
    /REGISTRY_MEDIC_CONFIG: \/nowhere\.yaml cannot be read \(ENOENT\)/,
  );
});

test.each<[string, string, RegExp]>([
  ['no YAML', 'clusters:\n  - name: "prod', /medic\.yaml:2:\d+: not YAML: /],
  ['tabs', 'clusters:\n\t- name: prod', /medic\.yaml:2:\d+: not YAML: /],
  ['an unknown section', 'cluster: []', /medic\.yaml:1: cluster: no setting `cluster`; write `clusters`/],
  [
    'an unknown setting with a near one',
    'registries:\n  - name: a\n    host: a.test\n    plainHTTP: true',
    /medic\.yaml:4: registries\[0\]\.plainHTTP: no setting `plainHTTP`; write `plainHttp`/,
  ],
  [
    'an unknown setting',
    'network: { colour: red }',
    /network\.colour: no setting `colour`\. Settings here: `resolvers`, /,
  ],
  [
    'an unknown setting of a login',
    'registries: [{ name: a, host: a.test, login: { username: u, password: p } }]',
    /registries\[0\]\.login\.password: no setting `password`; write `passwordEnv`/,
  ],
  [
    'a missing setting',
    'registries:\n  - name: a',
    /medic\.yaml:2: registries\[0\]\.host: is missing; write it/,
  ],
  [
    'a host with a scheme',
    'registries:\n  - name: a\n  - name: b\n    host: https://b.test',
    /medic\.yaml:4: registries\[1\]\.host: write the host alone/,
  ],
  [
    'a kind that does not exist',
    'registries: [{ name: a, host: a.test, kind: quay }]',
    /registries\[0\]\.kind: .*"harbor"/,
  ],
  [
    'a name used twice',
    'registries:\n  - { name: a, host: a.test }\n  - { name: A, host: b.test }',
    /medic\.yaml:3: registries\[1\]\.name: the name `A` is already that of registries\[0\]/,
  ],
  [
    'a host used twice',
    'registries:\n  - { name: a, host: a.test }\n  - { name: b, host: a.test }',
    /registries\[1\]\.host: the host `a\.test` is already that of registries\[0\]/,
  ],
  [
    'a cluster used twice',
    'clusters: [{ name: a }, { name: a }]',
    /clusters\[1\]\.name: the name `a` is already/,
  ],
  [
    'two defaults',
    'clusters: [{ name: a, default: true }, { name: b, default: true }]',
    /clusters\[1\]\.default: `a` is the default already/,
  ],
  [
    'in-cluster with a context',
    'clusters: [{ name: a, inCluster: true, context: b }]',
    /clusters\[0\]\.inCluster: .*leave one out/,
  ],
  [
    'a cluster name that nobody can type',
    'clusters: [{ name: "My Cluster" }]',
    /clusters\[0\]\.name: lower-case letters/,
  ],
  [
    'runsIn of an unknown cluster',
    'clusters: [{ name: prod }]\nregistries:\n  - name: a\n    host: a.test\n    runsIn: { cluster: prd, namespace: harbor }',
    /medic\.yaml:5: registries\[0\]\.runsIn\.cluster: no cluster `prd` under `clusters:`; write `prod`/,
  ],
  [
    'runsIn without clusters',
    'registries: [{ name: a, host: a.test, runsIn: { cluster: prod, namespace: harbor } }]',
    /none is listed under `clusters:`/,
  ],
  [
    'a password variable that is not set',
    'registries: [{ name: a, host: a.test, login: { username: u, passwordEnv: A_PASSWORD } }]',
    /registries\[0\]\.login\.passwordEnv: the variable A_PASSWORD is not set/,
  ],
  [
    'a password instead of a variable',
    'registries: [{ name: a, host: a.test, login: { username: u, passwordEnv: hunter2! } }]',
    /passwordEnv: write the name of an environment variable, not its value/,
  ],
  [
    'a CA file that is not there',
    'registries: [{ name: a, host: a.test, ca: /nowhere.pem }]',
    /registries\[0\]\.ca: \/nowhere\.pem cannot be read \(ENOENT\)/,
  ],
  [
    'an unknown setting of a rule for approvers',
    'remediations:\n  approvers: [{ user: [] }]',
    /remediations\.approvers\[0\]\.user: no setting `user`; write `users`/,
  ],
  [
    'an unknown setting of an alert channel',
    'alerts:\n  channels:\n    - channel: C0604QSJC\n      namespace: [shop]',
    /medic\.yaml:4: alerts\.channels\[0\]\.namespace: no setting `namespace`; write `namespaces`/,
  ],
  [
    'an unknown setting of quiet hours',
    'alerts: { channels: [{ channel: C0604QSJC, quiet: { from: "22:00", to: "07:00", zone: UTC, but: [] } }] }',
    /quiet\.but: no setting `but`\. Settings here: `from`, `to`, `zone`, `except`/,
  ],
  [
    'a channel by its name',
    'alerts: { channels: [{ channel: "#alerts" }] }',
    /alerts\.channels\[0\]\.channel: write a Slack channel id/,
  ],
  [
    'a channel used twice',
    'alerts:\n  channels:\n    - channel: C0604QSJC\n    - channel: C0604QSJC',
    /medic\.yaml:4: alerts\.channels\[1\]\.channel: the channel `C0604QSJC` is already that of alerts\.channels\[0\]/,
  ],
  [
    'an alert channel of an unknown cluster',
    'clusters: [{ name: prod }]\nalerts:\n  channels:\n    - channel: C0604QSJC\n      clusters: [prd]',
    /medic\.yaml:5: alerts\.channels\[0\]\.clusters\[0\]: no cluster `prd` under `clusters:`; write `prod`/,
  ],
  [
    'a watch on an unknown cluster',
    'clusters: [{ name: prod }]\nalerts: { watch: { clusters: [stage] } }',
    /alerts\.watch\.clusters\[0\]: no cluster `stage`/,
  ],
  [
    'a webhook of an unknown cluster',
    'alerts: { webhooks: [{ name: a, kind: harbor, cluster: prod, auth: { bearer: { tokenEnv: T } } }] }',
    /alerts\.webhooks\[0\]\.cluster: no cluster `prod`: none is listed/,
  ],
  [
    'a time zone that does not exist',
    'alerts: { channels: [{ channel: C0604QSJC, quiet: { from: "22:00", to: "07:00", zone: Europe/Bonn } }] }',
    /quiet\.zone: write a time zone of the IANA database/,
  ],
  [
    'a time of day without quotes, which YAML takes for a number',
    'alerts: { channels: [{ channel: C0604QSJC, quiet: { from: 22, to: "07:00", zone: UTC } }] }',
    /quiet\.from: /,
  ],
  [
    'a severity that does not exist',
    'alerts: { channels: [{ channel: C0604QSJC, severities: [page] }] }',
    /severities\[0\]: .*"critical"/,
  ],
  [
    'a webhook without authentication',
    'alerts: { webhooks: [{ name: a, kind: harbor, auth: {} }] }',
    /alerts\.webhooks\[0\]\.auth: write exactly one of `bearer`, `basic` and `hmac`/,
  ],
  [
    'a signature of one who cannot sign',
    'alerts: { webhooks: [{ name: a, kind: alertmanager, auth: { hmac: { secretEnv: S } } }] }',
    /alerts\.webhooks\[0\]\.auth\.hmac: alertmanager cannot sign/,
  ],
  [
    'PagerDuty without its signature',
    'alerts: { webhooks: [{ name: a, kind: pagerduty, auth: { bearer: { tokenEnv: S } } }] }',
    /alerts\.webhooks\[0\]\.auth: PagerDuty signs what it sends/,
  ],
  ['a time below the limit', 'network: { connectMs: 5 }', /network\.connectMs: .*100/],
])('%s', async (_name, yaml, says) => {
  const loading = await load(yaml);
  expect(loading).toThrow(ConfigError);
  expect(loading).toThrow(says);
});

test('a CA file in DER form', async () => {
  const ca = join(folder, 'ca.der');
  await writeFile(ca, 'no pem');
  expect(await load(`network: { ca: [${ca}] }`)).toThrow(
    /network\.ca\[0\]: .*holds no certificate in PEM form/,
  );
});

test('all faults at once', async () => {
  const loading = await load('registries: [{ name: a }, { name: b }]\nclusters: [{}]');
  expect(loading).toThrow(/clusters\[0\]\.name[\s\S]*registries\[0\]\.host[\s\S]*registries\[1\]\.host/);
});
