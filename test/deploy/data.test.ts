/** What the chart holds of our definitions is what they say, and every value is explained. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { rbacFile } from './data/rbac.ts';
import { ChartValues, valuesSchema } from './data/values.ts';

const CHART = new URL('../../deploy/chart/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, CHART), 'utf8');

test('files/rbac.yaml is what the definitions say (npm run chart-data)', async () => {
  expect(read('files/rbac.yaml')).toBe(await rbacFile());
});

test('values.schema.json is what the shapes say (npm run chart-data)', () => {
  expect(read('values.schema.json')).toBe(valuesSchema());
});

test('the values fit their schema, and every value that may be given stands in them', () => {
  const values = parse(read('values.yaml')) as Record<string, unknown>;
  expect(ChartValues.safeParse(values).error).toBeUndefined();
  expect(pathsOf(values)).toEqual(expect.arrayContaining([...schemaPaths()]));
});

test('every value is explained by a comment above it', () => {
  const lines = read('values.yaml').split('\n');
  const document = parseDocument(read('values.yaml'));
  const lineOf = (path: string): number => {
    const parts = path.split('.');
    const parent = document.getIn(parts.slice(0, -1), true) ?? document.contents;
    const pair = (parent as YAMLMap<Scalar<string>>).items.find(({ key }) => key.value === parts.at(-1));
    const [at] = pair?.key.range ?? [0];
    return read('values.yaml').slice(0, at).split('\n').length - 1;
  };
  const paths = schemaPaths();
  // A section is explained by what is in it.
  const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  expect(leaves.length).toBeGreaterThan(80);
  const bare = leaves.filter((path) => {
    const above = lines[lineOf(path) - 1]?.trim() ?? '';
    return (
      !above.startsWith('#') && !(above.endsWith(':') && lines[lineOf(path) - 2]?.trim().startsWith('#'))
    );
  });
  expect(bare).toEqual([]);
});

function pathsOf(value: unknown, below = ''): readonly string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    `${below}${key}`,
    ...pathsOf(one, `${below}${key}.`),
  ]);
}

/** Every value of the schema but what config, Kubernetes and Helm define. */
function schemaPaths(): readonly string[] {
  interface Node {
    readonly properties?: Readonly<Record<string, Node>>;
  }
  const walk = (node: Node, below: string): readonly string[] =>
    Object.entries(node.properties ?? {}).flatMap(([key, one]) =>
      below === '' && key === 'global'
        ? []
        : [`${below}${key}`, ...(below === '' && key === 'config' ? [] : walk(one, `${below}${key}.`))],
    );
  return walk(JSON.parse(valuesSchema()) as Node, '');
}
