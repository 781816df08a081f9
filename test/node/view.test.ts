import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { NetworkConfig } from '../../src/config.ts';
import { openNodeFiles } from '../../src/node/root.ts';
import { aheadOf, lookFromNode } from '../../src/node/view.ts';
import { startDns } from '../../src/sandbox/dns/server.ts';
import { makeNodeRoot } from '../setup/node-root.ts';

const MANIFEST = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}';

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const at = server.address();
  return typeof at === 'object' && at ? at.port : 0;
}

async function look(image: string, files: Readonly<Record<string, string>>, allow: string[] = []) {
  const dns = await startDns({ 'inside.acme.test': ['127.0.0.1'] });
  onTestFinished(dns.stop);
  const port = dns.address.split(':')[1];
  const root = await makeNodeRoot({ '/etc/resolv.conf': `nameserver [127.0.0.1]:${port}\n`, ...files });
  onTestFinished(root.remove);
  const limits = NetworkConfig.parse({ connectMs: 3_000, answerMs: 5_000, allowAddresses: allow });
  return lookFromNode({ image }, { name: 'worker-3', files: openNodeFiles(root.path), limits });
}

test('a mirror is asked as containerd asks it: under its own path, with the registry’s name, without its headers', async () => {
  const asked: string[] = [];
  const port = await serve((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? 'no login'}`);
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
    response.setHeader('content-type', 'application/vnd.oci.image.manifest.v1+json');
    response.end(MANIFEST);
  });
  const view = await look('docker.io/library/nginx:1', {
    '/etc/containerd/certs.d/docker.io/hosts.toml': `server = "http://127.0.0.1:${port}/proxy/hub"
override_path = true
[header]
authorization = "Basic aHVzaDpodXNo"
`,
  });
  expect(view.hosts[0]).toMatchObject({
    role: 'server',
    url: `http://127.0.0.1:${port}/proxy/hub`,
    ending: { ended: 'answered', manifest: 'found' },
  });
  expect(asked).toContain('/proxy/hub/library/nginx/manifests/1?ns=docker.io no login');
  expect(view.notes[0]).toContain('may hold a secret');
  expect(view.clock.aheadS).toBeGreaterThan(590);
  expect(JSON.stringify(view)).not.toContain('aHVzaD');
});

test('an image on this machine is not gone to: law 12 holds on a node as well', async () => {
  const port = await serve((_request, response) => void response.end('{}'));
  const view = await look(`inside.acme.test:${port}/a/b:1`, {});
  expect(view.hosts[0]?.ending).toMatchObject({
    ended: 'not-asked',
    says: expect.stringContaining('loopback'),
  });
});

test('/etc/hosts goes before the resolver, and a login is wanted but not held', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Acme"' }).end();
  });
  const files = { '/etc/hosts': '127.0.0.1 only-here.acme.test\n' };
  const hosts = `server = "http://only-here.acme.test:${port}"`;
  const folder = `/etc/containerd/certs.d/only-here.acme.test_${port}_/hosts.toml`;
  const view = await look(`only-here.acme.test:${port}/a/b:1`, { ...files, [folder]: hosts }, [
    '127.0.0.0/8',
  ]);
  expect(view.hosts.map(({ ending }) => ending)).toMatchObject([
    { ended: 'answered', manifest: 'login-needed' },
  ]);
});

test('without a CA store nothing is said of trust, and a proxy’s login is not shown', async () => {
  const view = await look('nowhere.acme.test/a/b:1', {
    '/etc/environment': 'HTTPS_PROXY=http://me:hush@127.0.0.1:1\nNO_PROXY=.acme.test\n',
  });
  expect(view).toMatchObject({
    trust: { system: null },
    proxy: { https: 'http://127.0.0.1:1', noProxy: '.acme.test', from: '/etc/environment' },
    hosts: [{ proxy: null, ending: { ended: 'dns', code: 'ENOTFOUND' } }],
  });
});

test.each([
  ['Sat, 21 Nov 2026 03:00:00 GMT', 90],
  ['yesterday', null],
  [undefined, null],
])('a Date of %s is %s s behind', (date, seconds) => {
  expect(aheadOf(date, new Date('2026-11-21T03:01:30Z'))).toBe(seconds);
});
