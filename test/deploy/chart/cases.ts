/** Sets of values that the chart is rendered with. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Values = Readonly<Record<string, unknown>>;

const image = { repository: 'registry.example.com/registry-medic' };
const slack = { existingSecret: 'slack' };
const redis = { existingSecret: { name: 'redis' } };

const webhooks = [
  {
    name: 'alertmanager-prod',
    kind: 'alertmanager',
    cluster: 'prod',
    auth: { bearer: { tokenEnv: 'ALERTMANAGER_TOKEN' } },
  },
  { name: 'pagerduty', kind: 'pagerduty', auth: { hmac: { secretEnv: 'PAGERDUTY_SECRET' } } },
  { name: 'harbor', kind: 'harbor', auth: { basic: { username: 'harbor', passwordEnv: 'HARBOR_HOOK' } } },
];

/** Every section, one cluster here, one by kubeconfig, one by an agent. */
export const wholeConfig = {
  clusters: [
    { name: 'prod', inCluster: true, default: true, aliases: ['acme-production'] },
    { name: 'staging', context: 'acme-staging' },
    { name: 'prod-eu', agent: true },
  ],
  registries: [
    {
      name: 'harbor',
      host: 'harbor.acme.test:9443',
      kind: 'harbor',
      ca: '/etc/registry-medic/certificates/acme.pem',
      login: { username: 'robot$medic', passwordEnv: 'HARBOR_PASSWORD' },
      writeLogin: { username: 'robot$medic-fixes', passwordEnv: 'HARBOR_WRITE_PASSWORD' },
      runsIn: { cluster: 'prod', namespace: 'harbor' },
    },
    { name: 'mirror', host: 'mirror.acme.test', plainHttp: true, proxy: 'http://proxy.acme.test:3128' },
  ],
  remediations: {
    enabled: ['set-nearest-tag', 'copy-pull-secret', 'restart-jobservice', 'create-pull-robot'],
    approvers: [{ groups: ['S0604QSJC'], clusters: ['prod', 'prod-eu'] }],
    secretSources: [{ namespace: 'platform', name: 'regcred', to: ['shop-*'], cluster: 'prod' }],
  },
  alerts: {
    channels: [{ channel: 'C0604QSJC', clusters: ['prod', 'prod-eu'] }],
    webhooks,
    watch: { clusters: ['prod', 'prod-eu'] },
    sweep: { everyMinutes: 60 },
    health: { everyMinutes: 5 },
  },
  network: { answerMs: 20_000, bodyBytes: 4_194_304 },
};

const credentials = { existingSecret: 'medic-credentials' };
const kubeconfigs = { worker: { existingSecret: 'reader' }, remediator: { existingSecret: 'writer' } };
const rbac = { namespaces: ['shop', 'harbor'] };
const certificates = { configMap: 'authorities', trustedByAll: 'acme.pem' };
const metrics = {
  serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  prometheusRule: { enabled: true },
  dashboard: { enabled: true },
};
const placing = {
  podLabels: { team: 'platform' },
  podAnnotations: { 'example.com/note': 'yes' },
  serviceAccountAnnotations: { 'example.com/role': 'none' },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  affinity: { nodeAffinity: {} },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  priorityClassName: 'high',
};

/** What has to be written at least. */
export const least: Values = { image, slack, redis };

export const cases: Readonly<Record<string, Values>> = {
  // What CI installs in a real cluster.
  kind: parse(readFileSync(new URL('../../../.github/kind-values.yaml', import.meta.url), 'utf8')) as Values,
  'the least': least,
  'the least with secrets of its own': {
    image: { ...image, tag: 'v2' },
    slack: { botToken: 'xoxb-1', appToken: 'xapp-1' },
    redis: { url: 'rediss://medic:pass@redis.example.com:6380/0' },
  },
  'every option': {
    image: { ...image, digest: `sha256:${'a'.repeat(64)}`, pullPolicy: 'Always' },
    imagePullSecrets: [{ name: 'regcred' }],
    config: wholeConfig,
    slack: { ...slack, apiUrl: 'https://slack-gov.com/api/' },
    redis: { existingSecret: { name: 'redis', key: 'url' } },
    credentials,
    kubeconfigs,
    certificates,
    proxy: {
      httpsProxy: 'http://proxy.acme.test:3128',
      httpProxy: 'http://proxy.acme.test',
      noProxy: '.acme.test',
    },
    tracing: {
      endpoint: 'http://collector.observability:4318',
      share: 0.1,
      headersSecret: { name: 'collector' },
    },
    logLevel: 'debug',
    extraEnv: [{ name: 'NODE_OPTIONS', value: '--dns-result-order=ipv4first' }],
    bot: { replicas: 2, ...placing },
    worker: {
      ...placing,
      autoscaling: {
        by: 'queue',
        queue: {
          address: 'redis.example.com:6380',
          tls: true,
          existingSecret: 'keda',
          usernameKey: 'username',
          database: 1,
        },
      },
    },
    remediator: { replicas: 2, ...placing },
    node: { enabled: true, ...placing, hostPaths: ['/etc', '/run/systemd/resolve'] },
    rbac,
    networkPolicy: {
      metricsFrom: [{ namespaceSelector: { matchLabels: { name: 'monitoring' } } }],
      callersFrom: [{ podSelector: {} }],
      extraEgress: [{ ports: [{ port: 3128 }] }],
    },
    service: { type: 'NodePort', annotations: { a: 'b' } },
    ingress: {
      enabled: true,
      className: 'nginx',
      host: 'medic.example.com',
      tlsSecret: 'medic-tls',
      annotations: { a: 'b' },
    },
    metrics,
  },
  'every option off': {
    ...least,
    config: { clusters: [{ name: 'prod', inCluster: true }] },
    rbac: { create: false },
    topologySpread: false,
    podDisruptionBudget: { enabled: false },
    networkPolicy: { enabled: false },
    nameOverride: 'medic',
  },
  'an agent': {
    ...least,
    mode: 'agent',
    cluster: 'prod-eu',
    config: wholeConfig,
    credentials,
    rbac,
    node: { enabled: true },
    metrics,
    worker: { autoscaling: { by: 'queue', queue: { redis: 'cluster', address: 'a:6379,b:6379' } } },
  },
  'Slack over HTTP': {
    ...least,
    slack: { mode: 'http', existingSecret: 'slack' },
    ingress: { enabled: true, host: 'medic.example.com' },
    worker: { autoscaling: { by: 'cpu' } },
    fullnameOverride: 'medic',
  },
  'the bundled Redis': {
    ...least,
    redis: { bundled: { enabled: true, password: 'kept' } },
    worker: { autoscaling: { by: 'queue' } },
    node: { enabled: true },
  },
  'the bundled Redis without a volume': {
    image,
    slack: { mode: 'http', botToken: 'xoxb-1', signingSecret: 'signing-secret' },
    redis: { bundled: { enabled: true, volume: { size: '' } } },
    credentials: { values: { HARBOR_PASSWORD: 'secret' } },
    // The cluster of the release may be named without being listed.
    config: {
      registries: [
        {
          name: 'h',
          host: 'h.test',
          login: { username: 'u', passwordEnv: 'HARBOR_PASSWORD' },
          runsIn: { cluster: 'in-cluster', namespace: 'harbor' },
        },
      ],
      alerts: { watch: { clusters: ['in-cluster'] } },
    },
  },
};
