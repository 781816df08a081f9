/** One question, one try: what the API server says is a fact, and what nobody says is unsure, never a refusal. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { createKubeDoor } from '../../src/apply/kube-door.ts';
import type { AccessKeeper } from '../../src/clients/kubernetes/access.ts';

const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
let server: Server | null = null;
const asked: { readonly line: string; readonly headers: IncomingMessage['headers'] }[] = [];
afterEach(async () => {
  asked.length = 0;
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** Answers each path with a status and a body; `hang up` for what is not named. */
async function doorTo(answers: Readonly<Record<string, readonly [number, unknown]>>) {
  server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access = { server: url, headers: { authorization: 'Bearer t' }, dispatcher: new Agent() };
  return createKubeDoor({ get: async () => access } as unknown as AccessKeeper);
}

test('the version of a group is asked for once; the core group needs no question', async () => {
  const door = await doorTo({ '/apis/apps': [200, { preferredVersion: { version: 'v1' } }] });
  expect(await door.pathOf(DEPLOYMENTS, 'shop', 'cart')).toBe(
    '/apis/apps/v1/namespaces/shop/deployments/cart',
  );
  expect(await door.pathOf(DEPLOYMENTS, 'shop')).toBe('/apis/apps/v1/namespaces/shop/deployments');
  expect(await door.pathOf({ group: '', plural: 'pods' }, 'shop', 'a/b')).toBe(
    '/api/v1/namespaces/shop/pods/a%2Fb',
  );
  expect(asked).toHaveLength(1);
});

test('a kind that is not served is null; a server that does not answer, or answers 503, is not that', async () => {
  const door = await doorTo({ '/apis/gone': [404, {}], '/apis/sick': [503, { message: 'etcd is away' }] });
  expect(await door.pathOf({ group: 'gone', plural: 'things' }, 'shop')).toBeNull();
  await expect(door.pathOf({ group: 'sick', plural: 'things' }, 'shop')).rejects.toThrow(/etcd is away/);
  await expect(door.pathOf({ group: 'silent', plural: 'things' }, 'shop')).rejects.toThrow(
    /Asking which version/,
  );
});

test('a write names its manager, a dry run is one, and both are asked once', async () => {
  const door = await doorTo({ '/x': [409, { message: 'the object has been modified' }] });
  const ending = await door.put({ method: 'PATCH', path: '/x', body: {}, dryRun: 'All' });
  expect(ending).toMatchObject({ ended: 'answered', status: 409, says: 'the object has been modified' });
  expect(asked.map(({ line }) => line)).toEqual(['PATCH /x?dryRun=All&fieldManager=registry-medic']);
  expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer t', 'content-type': 'application/json' });
});

test('a connection that breaks is unsure, tried once only, and says no secret', async () => {
  const door = await doorTo({});
  const ending = await door.put({ method: 'DELETE', path: '/x' });
  expect(ending.ended).toBe('unsure');
  expect(JSON.stringify(ending)).not.toContain('Bearer');
  expect(asked).toHaveLength(1);
});
