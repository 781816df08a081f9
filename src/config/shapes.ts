/** The shape of the YAML file. */
import { z } from 'zod';
import { AlertsConfig } from './alerts.ts';
import { envName, names } from './parts.ts';
import { RemediationsConfig } from './remediations.ts';

/** `name` or `host:port`, no scheme. */
const host = z
  .string()
  .regex(
    /^[A-Za-z0-9.[\]:-]+$/,
    'write the host alone, with its port where it has one: harbor.example.com:8443',
  );

export const ClusterConfig = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes')
    .describe('How people and answers name it.'),
  context: z.string().optional().describe('Context of the kubeconfig; without it, its current context.'),
  kubeconfig: z.string().optional().describe('Another file than KUBECONFIG or `~/.kube/config`.'),
  aliases: names
    .exactOptional()
    .describe('What alerts call it, where that is neither its name nor its context.'),
  inCluster: z
    .boolean()
    .default(false)
    .describe('The cluster this process runs in, by the service account of its pod.'),
  agent: z
    .boolean()
    .exactOptional()
    .describe(
      'A worker of its own serves it from inside (`CLUSTER_NAME` there is this name), and no other process connects to it.',
    ),
  default: z
    .boolean()
    .default(false)
    .describe('Meant when a question names no cluster; without a default, all are searched.'),
});
export type ClusterConfig = z.infer<typeof ClusterConfig>;

const login = z.strictObject({
  username: z.string().min(1).describe('For Harbor a robot, with its whole name (`robot$…`).'),
  passwordEnv: envName.describe('Name of the environment variable with its password.'),
});

export const RegistryConfig = z.strictObject({
  name: z.string().min(1).describe('How people and answers name it.'),
  host: host.describe('As images name it, with the port where that is not 443.'),
  kind: z
    .enum(['harbor', 'distribution', 'other'])
    .default('other')
    .describe('Which API it has beside that of pulls.'),
  ca: z.string().optional().describe('PEM file with the authority the nodes trust, besides the system’s.'),
  plainHttp: z.boolean().default(false).describe('The nodes speak to it without TLS.'),
  proxy: z.url().optional().describe('The proxy the nodes use for it.'),
  login: login
    .optional()
    .describe(
      'Proves that an image is there when nobody else can see it, and reads what Harbor tells only to those who log in. Pull rights are enough for the first.',
    ),
  writeLogin: login
    .optional()
    .describe(
      'The robot that fixes are written with, by the remediator alone; without it nothing is ever written to this registry. `registry-medic rbac` lists its rights.',
    ),
  runsIn: z
    .strictObject({
      cluster: z.string().describe('One of `clusters:`.'),
      namespace: z.string().describe('Its namespace there.'),
    })
    .optional()
    .describe('Where its components run, so that their pods and logs are looked at as well.'),
  contact: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe('Who answers for it, as people should read it: a channel, a mail address, a page.'),
});
export type RegistryConfig = z.infer<typeof RegistryConfig>;

export const NetworkConfig = z.strictObject({
  resolvers: z
    .array(z.string())
    .default([])
    .describe('DNS servers to ask in the place of this host’s resolver: those the nodes use.'),
  allowAddresses: z
    .array(z.string())
    .default([])
    .describe(
      'CIDR ranges that may be asked although they are loopback or link-local. Where every API server is itself on loopback (kind, minikube), loopback may be asked without being named.',
    ),
  ca: z
    .array(z.string())
    .default([])
    .describe('PEM files trusted for every registry, besides the system’s authorities.'),
  connectMs: z
    .int()
    .min(100)
    .max(60_000)
    .default(3_000)
    .describe('How long a connection may take, in milliseconds.'),
  answerMs: z
    .int()
    .min(100)
    .max(120_000)
    .default(10_000)
    .describe('How long an answer may take, in milliseconds.'),
  bodyBytes: z
    .int()
    .min(1024)
    .default(4 * 1024 * 1024)
    .describe('The longest answer that is read, in bytes.'),
});
export type NetworkConfig = z.infer<typeof NetworkConfig>;

export const FileConfig = z.strictObject({
  clusters: z
    .array(ClusterConfig)
    .default([])
    .describe(
      'Clusters that may be asked. Without any: the current context of the kubeconfig, or the cluster this process runs in.',
    ),
  registries: z
    .array(RegistryConfig)
    .default([])
    .describe('Registries that `status` shows, and those that need settings to be asked at all.'),
  network: NetworkConfig.prefault({}).describe('How the network is asked.'),
  remediations: RemediationsConfig.prefault({}).describe(
    'Fixes. Without this section none is offered. They are written by a process with REGISTRY_MEDIC_ROLE=remediator, or all.',
  ),
  alerts: AlertsConfig.prefault({}).describe(
    'Alerts. Without this section none is answered, unless a channel says `/registry subscribe`.',
  ),
});
export type FileConfig = z.infer<typeof FileConfig>;
