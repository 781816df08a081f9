import { expect, test } from 'vitest';
import { eventually, pod } from '../objects.ts';
import { bench, failure, HOST, remove, resolving, status } from './bench.ts';

const bed = bench();

test('another platform, a lost layer, a failing registry', async () => {
  const stub = await bed.registry();
  stub.hold('shop/cart', 'arm', ['arm64']);
  stub.hold('shop/cart', 'alien', ['arm64'], false);
  const on = await bed.cluster();
  const at = (tag: string): string => `${HOST}:${stub.port}/shop/cart:${tag}`;
  expect(await failure(on, at('arm'))).toBe(
    `failed to pull and unpack image "${at('arm')}": no match for platform in manifest: not found`,
  );
  await remove(on);
  on.apply([pod('shop', 'p', at('alien'))]);
  await eventually('a program that cannot run', () =>
    JSON.stringify(status(on)).includes('CrashLoopBackOff'),
  );
  await remove(on);
  stub.loseLayers();
  expect(await failure(on, at('1'))).toMatch(
    /failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:[0-9a-f]{64} \(application\/vnd\.oci\.image\.layer\.v1\.tar\+gzip\) from remote: not found$/,
  );
  await remove(on);
  const busy = await bed.registry({ fails: 429 });
  const image = `${HOST}:${busy.port}/shop/cart:1`;
  expect(await failure(on, image)).toBe(
    `${resolving(image)}unexpected status from HEAD request to https://${HOST}:${busy.port}/v2/shop/cart/manifests/1: 429 Too Many Requests`,
  );
});
