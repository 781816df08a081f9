import { Resolver } from 'node:dns/promises';
import { expect, test } from 'vitest';
import { startDns } from '../../../src/sandbox/dns/server.ts';

test('each name fails in its own way', async () => {
  const dns = await startDns({ 'Good.acme.test': ['127.0.0.1'] });
  for (const fault of ['servfail', 'refused', 'silent'] as const) dns.set(`${fault}.acme.test`, fault);
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([dns.address]);
  const codeOf = (name: string) => resolver.resolve4(name).catch(({ code }: { code: string }) => code);
  expect(await codeOf('good.acme.test')).toEqual(['127.0.0.1']);
  expect(await codeOf('unknown.acme.test')).toBe('ENOTFOUND');
  expect(await codeOf('servfail.acme.test')).toBe('ESERVFAIL');
  expect(await codeOf('refused.acme.test')).toBe('EREFUSED');
  expect(await codeOf('silent.acme.test')).toBe('ETIMEOUT');
  await dns.stop();
});
