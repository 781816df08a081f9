import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from '../../../../src/sandbox/parts/redis.ts';
import { createAuthority } from '../../../../src/sandbox/tls/authority.ts';
import { eventually, pod } from '../objects.ts';
import { type Stub, startStub } from '../registry-stub.ts';
import { bench, failure, HOST, remove, resolving, status } from './bench.ts';

const bed = bench();

test('DNS, a closed port and a black hole, in Go’s words', async () => {
  const port = await freePort();
  const full = createServer().listen(0, '127.0.0.1');
  await once(full, 'listening');
  bed.later(async () => void full.close());
  const on = await bed.cluster({ handshakeMs: 300 });
  const nowhere = `gone.acme.test/shop/cart:1`;
  expect(await failure(on, nowhere)).toBe(
    `${resolving(nowhere)}failed to do request: Head "https://gone.acme.test/v2/shop/cart/manifests/1": dial tcp: lookup gone.acme.test on ${bed.dns().address}: no such host`,
  );
  await remove(on);
  const closed = `${HOST}:${port}/shop/cart:1`;
  expect(await failure(on, closed)).toContain(`dial tcp 127.0.0.1:${port}: connect: connection refused`);
  await remove(on);
  const silent = `${HOST}:${(full.address() as { port: number }).port}/shop/cart:1`;
  expect(await failure(on, silent)).toMatch(/net\/http: TLS handshake timeout$/);
});

test('TLS: unknown authority, another name, expired, none at all', async () => {
  const on = await bed.cluster();
  const told = async (stub: Stub): Promise<string> => {
    const says = await failure(on, `${HOST}:${stub.port}/shop/cart:1`);
    await remove(on);
    return says.slice(says.indexOf('manifests/1": ') + 14);
  };
  const verify = 'tls: failed to verify certificate: x509: ';
  const stranger = await bed.registry({ by: await createAuthority('Somebody else') });
  expect(await told(stranger)).toBe(`${verify}certificate signed by unknown authority`);
  const misnamed = await bed.registry({ names: ['a.acme.test', 'b.acme.test'] });
  expect(await told(misnamed)).toBe(
    `${verify}certificate is valid for a.acme.test, b.acme.test, not ${HOST}`,
  );
  const expired = await bed.registry({ notAfter: new Date('2021-02-03T04:05:06Z') });
  expect(await told(expired)).toMatch(
    /x509: certificate has expired or is not yet valid: current time \S+Z is after 2021-02-03T04:05:06Z$/,
  );
  const plain = await startStub();
  bed.later(() => plain.stop());
  expect(await told(plain)).toBe('http: server gave HTTP response to HTTPS client');
});

test('a plain registry serves hosts configured so', async () => {
  const plain = await startStub();
  plain.hold('shop/cart', '1', ['amd64']);
  bed.later(() => plain.stop());
  const on = await bed.cluster({ plainHttp: [`${HOST}:${plain.port}`] });
  on.apply([pod('shop', 'p', `${HOST}:${plain.port}/shop/cart:1`)]);
  await eventually('a running pod', () => status(on).phase === 'Running');
});
