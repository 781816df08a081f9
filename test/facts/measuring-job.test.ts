import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { measuringName } from '../../src/engine/measuring.ts';
import { measuredIn } from '../../src/facts/measured-inside.ts';
import { measuringJob, quotaShort, type WayTo } from '../../src/facts/measuring-job.ts';

const WAY: WayTo = { scheme: 'https', host: 'harbor.acme.test', port: 443 };
const POD = { image: 'mirror.acme.test/tools/curl:8.11.1', node: 'worker-1', resolver: 'node' } as const;

interface Job {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly [{ readonly args: readonly string[] }] };
    };
  };
}
const argsOf = (way: WayTo) =>
  (measuringJob(way, POD, {}) as unknown as Job).spec.template.spec.containers[0].args;

test('one pod, restricted, soon over and soon gone; no secret, no token, no shell', () => {
  const job = measuringJob(WAY, POD, { a: 'b' });
  expect(job).toMatchObject({
    metadata: { labels: { a: 'b' } },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: 120,
      ttlSecondsAfterFinished: 300,
      template: {
        metadata: { labels: { a: 'b' } },
        spec: {
          automountServiceAccountToken: false,
          dnsPolicy: 'Default',
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              command: ['curl'],
              resources: { limits: { cpu: '100m', memory: '64Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
  expect(JSON.stringify(job)).not.toMatch(/secret|hostNetwork|privileged":true/i);
  expect(JSON.stringify(job)).toContain(
    '"matchFields":[{"key":"metadata.name","operator":"In","values":["worker-1"]}]',
  );
});

test('no node is named where any will do, and names are looked up as pods do', () => {
  const job = JSON.stringify(measuringJob(WAY, { ...POD, node: null, resolver: 'cluster' }, {}));
  expect(job).toContain('"dnsPolicy":"ClusterFirst"');
  expect(job).not.toMatch(/affinity|tolerations/);
});

test('curl itself writes what is read, and ends well whatever it meets', async (context) => {
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const run = (way: WayTo) =>
    new Promise<{ code: unknown; out: string }>((done) =>
      execFile('curl', argsOf(way), (error, out) => done({ code: error?.code ?? 0, out })),
    );
  const open = await run({ scheme: 'http', host: '127.0.0.1', port });
  server.close();
  if (open.code === 'ENOENT') return context.skip('no curl here');
  expect(open.code).toBe(0);
  expect(measuredIn(open.out)).toMatchObject({ reached: 'answer', status: 401, address: '127.0.0.1' });
  const shut = await run({ scheme: 'https', host: '127.0.0.1', port: 1 });
  expect(shut.code).toBe(0);
  expect(measuredIn(shut.out)).toMatchObject({
    reached: 'name',
    status: null,
    says: expect.stringMatching(/^curl: \(7\) Failed to connect/),
  });
});

test('a quota that has no room for it is named', () => {
  const left = (resource: string, left: number) => ({ quota: 'team', resource, left });
  expect(quotaShort([left('pods', 1), left('limits.memory', 64 * 1024 ** 2)])).toBeNull();
  expect(quotaShort([left('pods', 1), left('limits.memory', 1)])).toMatchObject({
    resource: 'limits.memory',
  });
  expect(quotaShort([left('services', 0)])).toBeNull();
});

test('its name is one of Kubernetes, however long the host', () => {
  expect(measuringName('harbor.acme.test', 443)).toBe('registry-medic-way-harbor-acme-test-443');
  const long = measuringName(`${'a-very-long-name.'.repeat(6)}test`, 18443);
  expect(long).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
  expect(long.length).toBeLessThanOrEqual(63);
  expect(measuringName('[fd00::1]', 443)).toBe('registry-medic-way-fd00-1-443');
});
