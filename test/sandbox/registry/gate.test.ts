import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type Gate, openGate } from '../../../src/sandbox/registry/gate.ts';
import { type Authority, createAuthority } from '../../../src/sandbox/tls/authority.ts';

let gate: Gate;
let acme: Authority;

beforeAll(async () => {
  acme = await createAuthority('Acme Root');
  gate = await openGate({ port: await freePort(), state: 'tls' });
  for (const name of ['a.acme.test', 'b.acme.test']) {
    gate.host(name, () => ({ status: 200, body: name }));
    gate.certificate(name, await acme.issue({ names: [name] }));
  }
});
afterAll(() => gate.stop());

/** Subject and judgement of the certificate shown for a name. */
async function shown(servername: string) {
  const socket = tlsConnect({
    port: gate.port,
    host: '127.0.0.1',
    servername,
    ca: acme.certPem,
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const { CN } = socket.getPeerCertificate().subject;
  const seen = { name: CN, error: socket.authorizationError };
  socket.destroy();
  return seen;
}

test('each virtual host shows its own certificate, and a swapped one at once', async () => {
  expect(await shown('a.acme.test')).toMatchObject({ name: 'a.acme.test' });
  expect(await shown('b.acme.test')).toMatchObject({ name: 'b.acme.test' });
  const past = new Date(Date.now() - 86_400_000);
  const early = new Date(Date.now() - 2 * 86_400_000);
  gate.certificate(
    'a.acme.test',
    await acme.issue({ names: ['a.acme.test'], notBefore: early, notAfter: past }),
  );
  expect(String((await shown('a.acme.test')).error)).toContain('CERT_HAS_EXPIRED');
  const stranger = await createAuthority('Vendor Root');
  gate.certificate('a.acme.test', await stranger.issue({ names: ['a.acme.test'] }));
  expect(String((await shown('a.acme.test')).error)).toMatch(/SELF_SIGNED|UNABLE_TO/);
});

test('the port turns plain, silent, closed and back', async () => {
  await gate.become('plain');
  const [response] = await once(
    httpGet({ port: gate.port, host: '127.0.0.1', headers: { host: 'a.acme.test' } }),
    'response',
  );
  expect(response.statusCode).toBe(200);
  response.resume();

  await gate.become('black-hole');
  const silent = connect(gate.port, '127.0.0.1');
  await once(silent, 'connect');
  silent.write('GET / HTTP/1.1\r\n\r\n');
  const heard = Promise.race([
    once(silent, 'data'),
    new Promise((done) => setTimeout(() => done('nothing'), 100)),
  ]);
  expect(await heard).toBe('nothing');
  silent.destroy();

  await gate.become('closed');
  const [error] = await once(connect(gate.port, '127.0.0.1'), 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });

  await gate.become('tls');
  expect(await shown('b.acme.test')).toMatchObject({ name: 'b.acme.test' });
});
