/** docs/metrics.md: every metric, from its definition. */
import { readdirSync } from 'node:fs';
import { registry } from '../../src/metrics/registry.ts';
import { codes, table } from './markdown.ts';

const FOLDER = new URL('../../src/metrics/', import.meta.url);

const INTRO = `# Metrics

Made by \`npm run docs\` from the definitions in \`src/metrics/\`; a test fails when it is not what they say.

Every role serves \`/metrics\` on \`PORT\`, or on \`METRICS_PORT\` alone where that is set. Beside these stand what Node
tells of itself: \`process_*\` and \`nodejs_*\`. No pod, image, channel, person or registry is a label, so there are as
many series as clusters, causes, probes and fixes. Alerts and a dashboard on them: \`deploy/chart/files/rules.yaml\`,
\`deploy/chart/files/dashboard.json\`.

What lies in Redis (queues, approvals, troubles, the audit) is read when somebody scrapes, within a second. Where Redis
is away these are not shown, and \`registry_medic_redis_up\` is 0. Each process that tells of them tells the same of
them: take the \`max\`. The bot tells of all queues, a worker of its own.
`;

export interface Defined {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

/** Our own, by name. */
export async function definedMetrics(): Promise<readonly Defined[]> {
  for (const file of readdirSync(FOLDER)) await import(new URL(file, FOLDER).href);
  // prom-client keeps the definition on the metric, and its types do not say so.
  const all = registry.getMetricsAsArray() as unknown as readonly Defined[];
  return all
    .filter(({ name }) => name.startsWith('registry_medic_'))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

export async function metricsPage(): Promise<string> {
  const rows = (await definedMetrics()).map(({ name, type, labelNames, help }) => [
    `\`${name}\``,
    type,
    codes(labelNames),
    help,
  ]);
  return [INTRO, table(['Metric', 'Kind', 'Labels', 'What it is'], rows), ''].join('\n');
}
