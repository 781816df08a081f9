/** The variables that are read from the environment; `.env.example` tells more of each. */
import { z } from 'zod';

export const Environment = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-')
    .optional()
    .describe('Bot token of the Slack app (_OAuth & Permissions_).'),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-')
    .optional()
    .describe(
      'App-level token with the scope `connections:write` (_Basic Information_). With it the bot uses Socket Mode and needs no address that Slack can reach.',
    ),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(8)
    .optional()
    .describe(
      'Signing secret of the Slack app (_Basic Information_); for HTTP, that is without SLACK_APP_TOKEN.',
    ),
  SLACK_API_URL: z
    .url()
    .optional()
    .describe('Another root of the Slack Web API: GovSlack (`https://slack-gov.com/api/`) or the sandbox.'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s,]+(\s*,\s*rediss?:\/\/[^\s,]+)*$/)
    .refine((nodes) => nodes.split(',').every((node) => URL.canParse(node.trim())))
    .optional()
    .describe(
      'Redis 6.2 or later with `maxmemory-policy noeviction`, such as `redis://127.0.0.1:6379` or `rediss://user:password@host:6380/0`. Of a Redis Cluster: some of its nodes, separated by commas, or one with `?cluster=true`; user, password and TLS are those of the first.',
    ),
  REGISTRY_MEDIC_CONFIG: z.string().optional().describe('Path of the YAML file.'),
  REGISTRY_MEDIC_ROLE: z
    .enum(['all', 'bot', 'worker', 'remediator', 'node'])
    .default('all')
    .describe(
      'What this process does: `bot` talks to Slack, `worker` asks clusters and registries, `remediator` writes the fixes that were approved, `node` looks from one node; `all` is the first three.',
    ),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe(
      'Port of the HTTP server: health, metrics, and Slack’s requests where there is no SLACK_APP_TOKEN. 0 takes any free one.',
    ),
  METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe(
      'Port of `/metrics` where it is to be apart from PORT: where Slack, and so the Internet, reaches PORT. Not set: `/metrics` is on PORT.',
    ),
  WEBHOOK_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe(
      'Port where webhooks of `alerts:` are taken, by the bot, where any are listed. 3001 when not set.',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('How much is logged, as JSON lines on standard output.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Where traces go, as OTLP over HTTP (JSON) to `/v1/traces` below it: `http://collector.observability:4318`. Not set: no traces, and no code of theirs is loaded.',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^\s*[\w-]+\s*=(?:[^,%]|%[0-9a-fA-F]{2})*(?:,\s*[\w-]+\s*=(?:[^,%]|%[0-9a-fA-F]{2})*)*$/)
    .optional()
    .describe('Headers that go with traces, such as a key: `name=value,other=value`, percent-encoded.'),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('Name under which traces are found. `registry-medic` when not set.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Of what is asked, so much is traced, from beginning to end: 0 nothing, 1 all of it. 1 when not set.',
    ),
  KUBECONFIG: z
    .string()
    .optional()
    .describe('Kubeconfig files, separated by colons, when they are not in `~/.kube/config`.'),
  NODE_NAME: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
    .optional()
    .describe('Of role `node`: the node it runs on, as Kubernetes names it.'),
  CLUSTER_NAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .optional()
    .describe(
      'The name of its cluster, as under `clusters:`. Of role `node`; and of an agent: a worker or remediator with it takes the work of this one cluster (which has `agent: true`) and leaves what belongs to none to others.',
    ),
  NODE_ROOT: z
    .string()
    .startsWith('/')
    .optional()
    .describe('Of role `node`: where the node’s own files are mounted, read-only. `/host` when not set.'),
  HTTPS_PROXY: z
    .string()
    .optional()
    .describe('Forward proxy for registries that speak TLS; `proxy:` of a registry goes first.'),
  HTTP_PROXY: z.string().optional().describe('Forward proxy for registries that do not.'),
  NO_PROXY: z
    .string()
    .optional()
    .describe('Hosts that are reached directly, separated by commas: names, .suffixes, addresses, ranges.'),
});
export type Environment = z.infer<typeof Environment>;
