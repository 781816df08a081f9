import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText(
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock',
    allChecks,
  );
  expect(cause?.id).toBe('node-runtime-failure');
  expect(checkOf('node-runtime-failure').probably(parts, 'en')).toContain('runtime');
  expect(checkOf('node-runtime-failure').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('node-runtime-failure', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('docker daemon is up', allChecks).cause?.id).not.toBe('node-runtime-failure');
});

test('layers of Windows: whether the store is broken or the image is too new for the node stays open', () => {
  const { cause, confidence, alternatives } = judgeText(
    'failed to register layer: re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: The system cannot find the file specified. (0x2)',
    allChecks,
  );
  expect([cause?.id, confidence]).toEqual(['node-runtime-failure', 'possible']);
  expect(alternatives).toContain('platform-unavailable');
});

test.each([
  'snapshot 25 is ready, labels map[containerd.io/snapshot/nydus-bootstrap:true]',
  'daemon socket /var/lib/containerd-nydus/socket/c/api.sock: listening',
  'valid policy in "/etc/containers/policy.json"',
])('near miss of a lazy snapshotter and of signature settings: %s', (says) => {
  expect(judgeText(says, allChecks).cause).toBeNull();
});

test('a listing that fails asks no registry, so the image’s platforms are only the other possibility', () => {
  const { cause, alternatives } = judgeText(
    'FATA[0000] listing images: rpc error: code = Unknown desc = choosing image instance: no image found in manifest list for architecture amd64, variant "", OS linux',
    allChecks,
  );
  expect(cause?.id).toBe('node-runtime-failure');
  expect(alternatives).toContain('platform-unavailable');
});

test('a name that an earlier attempt still holds is the runtime’s fault, a deadline beside it not the cause', () => {
  const { cause } = judgeText(
    'Error: context deadline exceeded\nError: failed to reserve container name "app_0": name "app_0" is reserved for "818f"',
    allChecks,
  );
  expect(cause?.id).toBe('node-runtime-failure');
});

test('near miss: access that a registry denies is none to a folder of the node', () => {
  const { cause } = judgeText('failed to resolve reference "r.acme.test/a:1": Access is denied', allChecks);
  expect(cause?.id).not.toBe('node-runtime-failure');
});

test.each([
  ['Decrypting layer: missing private key needed for decryption', 'node-runtime-failure'],
  ['Decrypting layer: done', undefined],
])('a node without the key of an encrypted image: %s', (says, id) => {
  expect(judgeText(says, allChecks).cause?.id).toBe(id);
});
