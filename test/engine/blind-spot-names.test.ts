import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { blindSpotName } from '../../src/engine/blind-spot-names.ts';

test('every probe has a name of its own that does not read like its id', async () => {
  const files = await readdir(new URL('../../src/probes/', import.meta.url), { recursive: true });
  const ids = files.filter((file) => file.endsWith('.ts')).map((file) => basename(file, '.ts'));
  expect(ids).toContain('node-view');
  const names = ids.map((id) => blindSpotName(id));
  expect(ids.filter((id) => blindSpotName(id) === id.replaceAll('-', ' '))).toEqual([]);
  expect(new Set(names).size).toBe(ids.length);
});

test.each([
  ['pods of prod-eu', 'pods of prod-eu'],
  ['tag-not-found', 'tag not found'],
  ['constructor', 'constructor'],
])('a spot that is no probe stays words: %s', (spot, name) => {
  expect(blindSpotName(spot)).toBe(name);
});
