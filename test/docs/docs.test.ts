import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Environment, FileConfig } from '../../src/config.ts';
import { schemaOf, settings } from './configuration.ts';
import { PAGES } from './pages.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, DOCS), 'utf8');

test.each(Object.entries(PAGES))('docs/%s is what `npm run docs` writes', async (name, page) => {
  expect(read(name)).toBe(await page());
});

test('every setting says what it does', () => {
  const all = [...settings(schemaOf(FileConfig)), ...settings(schemaOf(Environment))];
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter(({ schema }) => !schema.description).map(({ path }) => path)).toEqual([]);
});

test('.env.example and the environment that is read name the same variables', () => {
  const named = [...read('../.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name).toSorted();
  expect(named).toEqual(
    settings(schemaOf(Environment))
      .map(({ path }) => path)
      .toSorted(),
  );
});

test('what npm starts reads the .env that .env.example is copied to', () => {
  expect(read('../.env.example')).toContain('Copy to .env;');
  const { scripts } = JSON.parse(read('../package.json')) as { scripts: Record<string, string> };
  for (const name of ['start', 'registry-medic'])
    expect(scripts[name]).toMatch(/^node --env-file-if-exists=\.env src\/\w+\.ts$/);
});

test('the example file shows every setting, in words or commented out', () => {
  const example = read('../deploy/registry-medic.example.yaml');
  expect(parse(example)).toBeTypeOf('object');
  const leaves = settings(schemaOf(FileConfig)).map(({ path }) => path.replaceAll('[]', ''));
  const lacks = leaves.filter((path) => !new RegExp(`\\b${path.split('.').at(-1)}:`).test(example));
  expect(lacks).toEqual([]);
});

test('every link between the pages, and from the README, leads somewhere', () => {
  const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
  const broken = [...pages, '../README.md', '../.github/CONTRIBUTING.md'].flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#([^)]+))?\)/g)].flatMap(
      ([, target = '', anchor]) => {
        const at = new URL(target, new URL(page, DOCS));
        if (!existsSync(at)) return [`${page}: ${target}`];
        if (anchor === undefined || !target.endsWith('.md')) return [];
        const heads = [...readFileSync(at, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, head = '']) =>
          slug(head),
        );
        return heads.includes(anchor) ? [] : [`${page}: ${target}#${anchor}`];
      },
    ),
  );
  expect(broken).toEqual([]);
});

/** As GitHub names a heading. */
function slug(head: string): string {
  return head
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
