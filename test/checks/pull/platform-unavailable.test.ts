import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../all-checks.ts';
import { ANONYMOUS, foundBy, manifest, node } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const index = (...platforms: readonly [os: string, arch: string, variant: string | null][]) =>
  foundBy(ANONYMOUS, {
    platforms: platforms.map(([os, arch, variant]) => ({ os, arch, variant, digest: 'sha256:1' })),
  });

test('an index without the node’s platform fails and says what there is', () => {
  const { text } = finding('platform-unavailable', {
    manifest: index(['linux', 'amd64', null]),
    node: node(),
  });
  expect(text).toBe(
    '`harbor.acme.test/shop/cart:1.8.2` has no image for `linux/arm64`, the platform of node `worker-3`; it has `linux/amd64`.',
  );
});

test('an index of attachments only fails', () => {
  expect(finding('platform-unavailable', { manifest: index(), node: node() }).text).toContain(
    'only attachments',
  );
});

test('an index with the platform passes', () => {
  expect(outcome('platform-unavailable', { manifest: index(['linux', 'arm64', 'v8']), node: node() })).toBe(
    'pass',
  );
});

test('near misses: a single manifest is not checked; containerd takes 32-bit images, Docker does not', () => {
  expect(outcome('platform-unavailable', { manifest: foundBy(ANONYMOUS), node: node() })).toBe('pass');
  const arm = index(['linux', 'arm', 'v7']);
  expect(outcome('platform-unavailable', { manifest: arm, node: node() })).toBe('pass');
  expect(outcome('platform-unavailable', { manifest: arm, node: node({ runtime: 'docker://27.1.0' }) })).toBe(
    'fail',
  );
  expect(outcome('platform-unavailable', { manifest: manifest([]), node: node() })).toBe('skip');
});

test.each([
  ['arm64, variant v8, OS linux', 'possible'],
  ['"arm64", variant "v8", OS "linux"', 'likely'],
])('the variant v8 shown bare may be a fault of the runtime: %s', (platform, sure) => {
  const { cause, confidence } = judgeText(
    `no image found in manifest list for architecture ${platform}`,
    allChecks,
  );
  expect([cause?.id, confidence]).toEqual(['platform-unavailable', sure]);
});
