/** No fix of a cluster goes without its story here. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Remediation } from '../../../src/engine/remediation.ts';
import { loadFolder } from '../../../src/load.ts';

/** Parts that the sandbox's Harbor does not have; they share their plan with those that it has. */
const ELSEWHERE = ['restart-exporter', 'restart-nginx'];

test('every fix that writes to a cluster alone is run under its own rights', async () => {
  const folder = new URL('.', import.meta.url);
  const stories = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') && file !== 'every-fix.test.ts')
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const all = await loadFolder<Remediation>(new URL('../../../src/remediations/', import.meta.url));
  const ofClusters = all.filter(({ rights, harborRights }) => rights.length > 0 && harborRights.length === 0);
  const told = (id: string): boolean => {
    const component = id.replace('restart-', '');
    return stories.includes(`'${id}'`) || (id !== component && stories.includes(`['${component}', '`));
  };
  const missing = ofClusters.map(({ id }) => id).filter((id) => !told(id));
  expect(missing.toSorted()).toEqual(ELSEWHERE);
});
