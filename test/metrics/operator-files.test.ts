/** What operators are given speaks of metrics that there are, and of every one that there is. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startProcessMetrics } from '../../src/metrics/process.ts';
import { registry } from '../../src/metrics/registry.ts';
import { type Defined, definedMetrics } from '../docs/metrics.ts';
import { describeWith } from '../setup/part.ts';

const run = promisify(execFile);
const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const RULES = path('deploy/chart/files/rules.yaml');
const DASHBOARD = path('deploy/chart/files/dashboard.json');
const RULE_TESTS = path('test/metrics/rules.test.yaml');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const rules = (
  parse(readFileSync(RULES, 'utf8')) as { groups: readonly { rules: readonly Rule[] }[] }
).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: unknown }[] };
};
const exprs = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(path(folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
}

/** Names of series that are in an expression, without what histograms add. */
function metricsIn(expr: string): readonly string[] {
  return [...expr.matchAll(/\b(?:registry_medic|process|nodejs)_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ''),
  );
}

function labelsIn(expr: string): readonly string[] {
  const selected = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inner = '']) =>
    [...inner.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, name = '']) => name),
  );
  const grouped = [...expr.matchAll(/\b(?:by|on|group_left)\s*\(([^)]*)\)/g)].flatMap(([, inner = '']) =>
    inner.split(',').map((name) => name.trim()),
  );
  return [...selected, ...grouped].filter((name) => name !== '');
}

describe('rules and dashboard', () => {
  let known: ReadonlyMap<string, Defined>;
  beforeAll(async () => {
    await definedMetrics();
    startProcessMetrics('all', '0');
    const all = registry.getMetricsAsArray() as unknown as readonly Defined[];
    known = new Map(all.map((one) => [one.name, one]));
  });

  test.each(exprs)('%s: %s', (_, expr) => {
    const named = metricsIn(expr);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    // `le` is of histograms; `instance` and `job` are put there by who scrapes.
    const labels = new Set([
      'le',
      'instance',
      'job',
      ...named.flatMap((name) => known.get(name)?.labelNames ?? []),
    ]);
    expect(labelsIn(expr).filter((name) => !labels.has(name))).toEqual([]);
  });

  test('histograms are asked as such, and nothing else is', () => {
    const wrong = exprs.flatMap(([, expr]) =>
      [...expr.matchAll(/\bregistry_medic_\w+/g)]
        .map(([name]) => name)
        .filter((name) => {
          const base = name.replace(/_(bucket|sum|count)$/, '');
          return (known.get(base)?.type === 'histogram') !== (base !== name);
        }),
    );
    expect(wrong).toEqual([]);
  });

  test('every metric of ours is in a rule or a panel', () => {
    const shown = new Set(exprs.flatMap(([, expr]) => metricsIn(expr)));
    const ours = [...known.keys()].filter((name) => name.startsWith('registry_medic_'));
    expect(ours.length).toBeGreaterThan(30);
    expect(ours.filter((name) => !shown.has(name))).toEqual([]);
  });

  test('no page, and nothing in deploy/, names a metric that there is not', () => {
    const written = [...filesBelow('docs'), ...filesBelow('deploy'), 'README.md']
      .filter((name) => /\.(md|yaml|tpl|txt|json)$/.test(name))
      .flatMap((name) =>
        [...readFileSync(path(name), 'utf8').matchAll(/\bregistry_medic_\w+/g)].map(
          ([one]) => [name, one] as const,
        ),
      );
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter(([, one]) => !known.has(one.replace(/_(bucket|sum|count)$/, '')))).toEqual([]);
  });

  test('panels have numbers of their own and say what they show; the variable lists clusters that there are', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(dashboard.panels.filter(({ type, targets }) => type !== 'row' && !targets?.length)).toEqual([]);
    expect(JSON.stringify(dashboard.templating.list)).toContain(
      'label_values(registry_medic_queue_jobs, cluster)',
    );
  });

  test('every alert says what is so and what to do, and is tried', () => {
    const tried = readFileSync(RULE_TESTS, 'utf8');
    for (const { alert, annotations } of rules) {
      expect(annotations.summary.length * annotations.description.length).toBeGreaterThan(0);
      const fires = new RegExp(`alertname: ${alert}\\n\\s+exp_alerts:\\n\\s+- exp_labels`);
      expect([alert, fires.test(tried)]).toEqual([alert, true]);
    }
  });
});

describeWith('promtool', 'promtool', (promtool) => {
  test('takes the rules', async () => {
    expect((await run(promtool, ['check', 'rules', RULES])).stdout).toContain('SUCCESS');
  });

  test('every alert fires on what it is for, and not on what is near', async () => {
    expect((await run(promtool, ['test', 'rules', RULE_TESTS])).stdout).toContain('SUCCESS');
  });
});
