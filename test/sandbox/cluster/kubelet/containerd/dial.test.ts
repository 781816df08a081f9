import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { dial } from '../../../../../src/sandbox/cluster/kubelet/containerd/dial.ts';

/** Listens with a queue of one and never takes anybody from it. */
const DEAF = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', 1, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

test('a host that takes no connection times out in Go’s words', async () => {
  const child = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(chunk.toString());
  const waiting: Socket[] = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1').on('error', () => {}));
  try {
    const options = { dns: null, dialMs: 200 };
    const tries = [1, 2, 3].map(() => dial('127.0.0.1', port, options).then(() => 'open', String));
    expect(await Promise.all(tries)).toContain(`GoError: dial tcp 127.0.0.1:${port}: i/o timeout`);
  } finally {
    for (const socket of waiting) socket.destroy();
    child.kill('SIGKILL');
  }
});

test('a resolver that is not there', async () => {
  const asked = dial('reg.acme.test', 443, { dns: '127.0.0.1:9', dialMs: 200 });
  await expect(asked).rejects.toThrow(
    /^dial tcp: lookup reg\.acme\.test on 127\.0\.0\.1:9: read udp .*connection refused$/,
  );
});
