import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { FileConfig } from '../../../src/config.ts';

test('a proxy that refuses CONNECT is the proxy’s fault, not a failed handshake of the registry', async () => {
  const proxy = createServer().on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const at = proxy.address();
  const url = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  const variables: Readonly<Record<string, string>> = { HTTPS_PROXY: url };
  const network = createNetworkAsker({ file: FileConfig.parse({}), secret: (name) => variables[name] });
  onTestFinished(network.close);
  const handshake = await network.handshake({ host: 'inside.acme.test', port: 443 });
  expect(handshake).toMatchObject({ ended: 'proxy', says: expect.stringContaining('403 Forbidden') });
});
