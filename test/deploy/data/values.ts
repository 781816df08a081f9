/** deploy/chart/values.schema.json: what the chart may be given; `config` is the shape that our own processes read. */
import { z } from 'zod';
import { Environment, FileConfig } from '../../../src/config.ts';

const text = z.string();
/** What a pod, a Service or an Ingress may have; Kubernetes is the judge of it. */
const asKubernetes = z.record(z.string(), z.unknown());
const strings = z.record(z.string(), z.string());
const list = z.array(asKubernetes);
const ports = z.array(z.int().min(1).max(65_535)).min(1);

const placing = {
  podLabels: strings,
  podAnnotations: strings,
  serviceAccountAnnotations: strings,
  nodeSelector: strings,
  affinity: asKubernetes,
  tolerations: list,
  priorityClassName: text,
  resources: asKubernetes,
};
const role = { replicas: z.int().min(1).max(50), ...placing };
const kubeconfig = z.strictObject({ existingSecret: text, key: text.min(1) }).partial();

const autoscaling = z
  .strictObject({
    by: z.enum(['none', 'cpu', 'queue']),
    minReplicas: z.int().min(1).max(50),
    maxReplicas: z.int().min(1).max(50),
    cpuPercent: z.int().min(1).max(100),
    queue: z
      .strictObject({
        waiting: z.int().min(1).max(10_000),
        redis: z.enum(['single', 'cluster']),
        address: text,
        tls: z.boolean(),
        database: z.int().min(0).max(15),
        existingSecret: text,
        passwordKey: text.min(1),
        usernameKey: text,
      })
      .partial(),
  })
  .partial();

export const ChartValues = z
  .strictObject({
    mode: z.enum(['hub', 'agent']),
    cluster: z.string().regex(/^([a-z0-9][a-z0-9-]{0,62})?$/),
    nameOverride: text,
    fullnameOverride: text,
    image: z
      .strictObject({
        repository: text,
        tag: text,
        digest: z.string().regex(/^(sha256:[a-f0-9]{64})?$/),
        pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']),
      })
      .partial(),
    imagePullSecrets: z.array(z.strictObject({ name: text.min(1) })),
    config: FileConfig,
    slack: z
      .strictObject({
        mode: z.enum(['socket', 'http']),
        existingSecret: text,
        botToken: z.string().regex(/^(xoxb-.*)?$/),
        appToken: z.string().regex(/^(xapp-.*)?$/),
        signingSecret: text,
        apiUrl: text,
      })
      .partial(),
    redis: z
      .strictObject({
        existingSecret: z.strictObject({ name: text, key: text.min(1) }).partial(),
        url: z.string().regex(/^(rediss?:\/\/.+)?$/),
        bundled: z
          .strictObject({
            enabled: z.boolean(),
            image: text.min(1),
            // It stands in a URL and in a configuration file as it is.
            password: z.string().regex(/^[A-Za-z0-9._-]*$/),
            volume: z
              .strictObject({ size: z.string().regex(/^([0-9]+[KMGT]i?)?$/), storageClass: text })
              .partial(),
            resources: asKubernetes,
          })
          .partial(),
      })
      .partial(),
    credentials: z.strictObject({ existingSecret: text, values: strings }).partial(),
    kubeconfigs: z.strictObject({ worker: kubeconfig, remediator: kubeconfig }).partial(),
    certificates: z.strictObject({ configMap: text, trustedByAll: text }).partial(),
    proxy: z.strictObject({ httpsProxy: text, httpProxy: text, noProxy: text }).partial(),
    logLevel: Environment.shape.LOG_LEVEL.unwrap(),
    tracing: z
      .strictObject({
        endpoint: z.string().regex(/^(https?:\/\/.+)?$/),
        share: z.number().min(0).max(1),
        headersSecret: z.strictObject({ name: text, key: text.min(1) }).partial(),
      })
      .partial(),
    extraEnv: list,
    bot: z.strictObject(role).partial(),
    worker: z.strictObject({ ...role, autoscaling }).partial(),
    remediator: z.strictObject(role).partial(),
    node: z
      .strictObject({
        enabled: z.boolean(),
        port: z.int().min(1).max(65_535),
        hostPaths: z.array(z.string().regex(/^\//)).min(1),
        ...placing,
      })
      .partial(),
    rbac: z.strictObject({ create: z.boolean(), namespaces: z.array(text.min(1)) }).partial(),
    topologySpread: z.boolean(),
    podDisruptionBudget: z
      .strictObject({
        enabled: z.boolean(),
        maxUnavailable: z.union([z.int().min(1), z.string().regex(/^[1-9][0-9]?%$/)]),
      })
      .partial(),
    networkPolicy: z
      .strictObject({
        enabled: z.boolean(),
        redisPorts: ports,
        slackPorts: ports,
        apiServerPorts: ports,
        registryPorts: ports,
        metricsFrom: list,
        callersFrom: list,
        extraEgress: list,
      })
      .partial(),
    service: z
      .strictObject({ type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']), annotations: strings })
      .partial(),
    ingress: z
      .strictObject({
        enabled: z.boolean(),
        className: text,
        host: text,
        tlsSecret: text,
        annotations: strings,
      })
      .partial(),
    metrics: z
      .strictObject({
        serviceMonitor: z
          .strictObject({
            enabled: z.boolean(),
            interval: z.string().regex(/^[0-9]+(s|m)$/),
            labels: strings,
          })
          .partial(),
        prometheusRule: z.strictObject({ enabled: z.boolean(), labels: strings }).partial(),
        dashboard: z.strictObject({ enabled: z.boolean(), labels: strings }).partial(),
      })
      .partial(),
    /** Helm hands it to charts that are part of another. */
    global: asKubernetes,
  })
  .partial();

export function valuesSchema(): string {
  const schema = z.toJSONSchema(ChartValues, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
