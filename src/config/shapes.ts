/** Shapes of the YAML file and of the environment. */
import { z } from 'zod';
import { AlertsConfig } from './alerts.ts';
import { envName, groupId, names, userId } from './parts.ts';

/** `name` or `host:port`, no scheme. */
const host = z
  .string()
  .regex(
    /^[A-Za-z0-9.[\]:-]+$/,
    'write the host alone, with its port where it has one: harbor.example.com:8443',
  );

export const ClusterConfig = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes'),
  /** Context of the kubeconfig; absent: its current context. */
  context: z.string().optional(),
  kubeconfig: z.string().optional(),
  /** What alerts call it. */
  aliases: names.exactOptional(),
  inCluster: z.boolean().default(false),
  default: z.boolean().default(false),
});
export type ClusterConfig = z.infer<typeof ClusterConfig>;

export const RegistryConfig = z.strictObject({
  name: z.string().min(1),
  host,
  kind: z.enum(['harbor', 'distribution', 'other']).default('other'),
  /** PEM file with the authority its nodes trust. */
  ca: z.string().optional(),
  plainHttp: z.boolean().default(false),
  proxy: z.url().optional(),
  login: z.strictObject({ username: z.string().min(1), passwordEnv: envName }).optional(),
  /** The robot that remediations write with; absent: nothing is ever written to this registry. */
  writeLogin: z.strictObject({ username: z.string().min(1), passwordEnv: envName }).optional(),
  /** Where its components run, so that their pods are looked at as well. */
  runsIn: z.strictObject({ cluster: z.string(), namespace: z.string() }).optional(),
  /** Who answers for it, as people should read it: a channel, a mail address, a page. */
  contact: z.string().min(1).max(300).optional(),
});
export type RegistryConfig = z.infer<typeof RegistryConfig>;

export const NetworkConfig = z.strictObject({
  /** DNS servers to ask instead of this host's resolver: the ones the nodes use. */
  resolvers: z.array(z.string()).default([]),
  /** CIDR ranges probes may go to although they are loopback or link-local. */
  allowAddresses: z.array(z.string()).default([]),
  /** PEM files trusted for every registry, besides the system's authorities. */
  ca: z.array(z.string()).default([]),
  connectMs: z.int().min(100).max(60_000).default(3_000),
  answerMs: z.int().min(100).max(120_000).default(10_000),
  bodyBytes: z
    .int()
    .min(1024)
    .default(4 * 1024 * 1024),
});
export type NetworkConfig = z.infer<typeof NetworkConfig>;

const risk = z.enum(['low', 'medium', 'high']);

export const RemediationsConfig = z.strictObject({
  /** Ids of the remediations that may be offered at all; none by default. */
  enabled: z.array(z.string().min(1)).default([]),
  /** Who may approve what. Without a rule that fits, nobody may. */
  approvers: z
    .array(
      z.strictObject({
        users: z.array(userId).default([]),
        groups: z.array(groupId).default([]),
        remediations: names.exactOptional(),
        clusters: names.exactOptional(),
        /** Globs: `shop-*`. */
        namespaces: names.exactOptional(),
        registries: names.exactOptional(),
        risks: z.array(risk).min(1).exactOptional(),
      }),
    )
    .default([]),
  /** Secrets with a login that may be copied to where pods lack one. */
  secretSources: z
    .array(
      z.strictObject({
        /** Absent: in every configured cluster. */
        cluster: z.string().min(1).exactOptional(),
        namespace: z.string().min(1),
        name: z.string().min(1),
        /** Namespaces it may be copied to; globs: `shop-*`. */
        to: names,
      }),
    )
    .default([]),
  /** How long a plan waits for its yes. */
  expireMinutes: z.int().min(1).max(1440).default(30),
  /** Low risk without a yes, per namespace; off by default. */
  autopilot: z
    .array(
      z.strictObject({
        remediation: z.string().min(1),
        cluster: z.string().min(1),
        namespaces: names,
        perHour: z.int().min(1).max(60).default(3),
      }),
    )
    .default([]),
});
export type RemediationsConfig = z.infer<typeof RemediationsConfig>;

export const FileConfig = z.strictObject({
  clusters: z.array(ClusterConfig).default([]),
  registries: z.array(RegistryConfig).default([]),
  network: NetworkConfig.prefault({}),
  remediations: RemediationsConfig.prefault({}),
  alerts: AlertsConfig.prefault({}),
});
export type FileConfig = z.infer<typeof FileConfig>;

export const Environment = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8).optional(),
  SLACK_API_URL: z.url().optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REGISTRY_MEDIC_CONFIG: z.string().optional(),
  REGISTRY_MEDIC_ROLE: z.enum(['all', 'bot', 'worker', 'remediator', 'node']).default('all'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where webhooks of `alerts:` are taken; absent: 3001. */
  WEBHOOK_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  KUBECONFIG: z.string().optional(),
  /** Of a node worker: the node it runs on, as Kubernetes names it, and its cluster's configured name. */
  NODE_NAME: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
    .optional(),
  CLUSTER_NAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .optional(),
  /** Where the node's own files are mounted, read-only; absent: /host. */
  NODE_ROOT: z.string().startsWith('/').optional(),
  HTTPS_PROXY: z.string().optional(),
  HTTP_PROXY: z.string().optional(),
  NO_PROXY: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;
