import { expect, test } from 'vitest';
import { ANONYMOUS, attempt, exists, foundBy, manifest } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const lost = { digest: 'sha256:56a6', status: 404, says: '404 BLOB_UNKNOWN' };
const layers = (...missing: readonly (typeof lost)[]) => ({ asked: 7, of: 7, bytes: 1, missing });

test('a blob that is gone fails', () => {
  const { text } = finding('registry-storage-failure', {
    manifest: foundBy(ANONYMOUS),
    layers: layers(lost),
  });
  expect(text).toContain('has lost 1 of its 7 blobs');
});

test('a blob of too few bytes fails', () => {
  const short = { ...lost, status: 200, says: '200: 0 bytes instead of 12' };
  expect(outcome('registry-storage-failure', { manifest: foundBy(ANONYMOUS), layers: layers(short) })).toBe(
    'fail',
  );
});

test('a tag that is listed but has no manifest fails', () => {
  const facts = { manifest: manifest([attempt(ANONYMOUS, 'not-found')]), repository: exists('1.8.2') };
  expect(finding('registry-storage-failure', facts).text).toContain('lists the tag');
});

test('all blobs there passes', () => {
  expect(outcome('registry-storage-failure', { manifest: foundBy(ANONYMOUS), layers: layers() })).toBe(
    'pass',
  );
});

test('near miss: a blob refused for another reason is not lost, and a tag never listed is not broken', () => {
  const limited = { ...lost, status: 429, says: '429' };
  expect(outcome('registry-storage-failure', { manifest: foundBy(ANONYMOUS), layers: layers(limited) })).toBe(
    'skip',
  );
  const facts = { manifest: manifest([attempt(ANONYMOUS, 'not-found')]), repository: exists('1.8.1') };
  expect(outcome('registry-storage-failure', facts)).toBe('skip');
});

const broken = (status: number) => ({ ...attempt(ANONYMOUS, 'unavailable', `${status} UNKNOWN`), status });

test('a listed tag whose manifest alone is answered 500 fails', () => {
  const facts = { manifest: manifest([broken(500)]), repository: exists('1.8.2') };
  expect(finding('registry-storage-failure', facts).evidence[1]?.says).toContain('holds 1.8.2');
});

test('near miss: 502 comes from a proxy, and nothing is known of an unlisted tag', () => {
  const proxied = { manifest: manifest([broken(502)]), repository: exists('1.8.2') };
  expect(outcome('registry-storage-failure', proxied)).toBe('skip');
  const unlisted = { manifest: manifest([broken(500)]), repository: exists('1.8.1') };
  expect(outcome('registry-storage-failure', unlisted)).toBe('skip');
});
