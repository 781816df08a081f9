import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { component, components, info, installation } from '../installations.ts';

const ID = 'harbor-version-trap';
const ids = (version: string, storage: string, installer: 'helm' | 'operator' | 'manifest') => {
  const found = finding(ID, { 'harbor-info': info({ version, storage }) }, installation({ installer }));
  return (found.data as { traps: readonly { id: string }[] }).traps.map(({ id }) => id);
};

test('Harbor 1.9.0 on S3 by Helm: each of its traps, with the chart that brought it', () => {
  expect(ids('1.9.0', 's3', 'helm')).toEqual([
    's3-listing-1.9.0',
    'delete-leaves-0b',
    'quota-sync-at-start',
    'admiral-url-noise',
    'helm-token-key',
    'helm-rollback',
    'end-of-life',
  ]);
  const found = finding(ID, { 'harbor-info': info({ version: '1.9.0', storage: 's3' }) }, installation());
  expect(found.text).toContain('Harbor 1.9.0 (chart 1.2) has 7 known traps');
});

test('the same version on a disk, and one release later, are not hit by the bug of S3', () => {
  expect(ids('1.9.0', 'filesystem', 'manifest')).not.toContain('s3-listing-1.9.0');
  expect(ids('1.9.1', 's3', 'manifest')).not.toContain('s3-listing-1.9.0');
});

test('a version of which nothing is known passes; one that is not told says nothing', () => {
  const facts = { 'harbor-info': info({ version: '2.13.1' }) };
  expect(outcome(ID, facts, installation({ installer: 'manifest' }))).toBe('pass');
  expect(outcome(ID, { 'harbor-info': info({ version: null }) }, installation())).toBe('skip');
});

test('near miss: 2.13 takes the realm from externalURL, 2.14 from the request', () => {
  expect(ids('2.14.0', 'filesystem', 'manifest')).toEqual(['realm-by-host']);
});

test('without a login the tag of core’s image tells the version', () => {
  const pods = components(component('core', { image: 'goharbor/harbor-core:v1.9.0' }));
  const facts = { 'harbor-info': info({ version: null, storage: 's3' }), components: pods };
  const { text, evidence } = finding(ID, facts, installation());
  expect(text).toContain('Harbor 1.9.0');
  expect(evidence[0]).toMatchObject({ source: 'image of core', says: 'goharbor/harbor-core:v1.9.0' });
});
