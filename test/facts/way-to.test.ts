import { expect, test } from 'vitest';
import type { Pull } from '../../src/engine/subject.ts';
import { wayTo } from '../../src/facts/way-to.ts';

const PULL: Pull = { image: 'harbor.acme.test:8443/shop/cart:1' };
const installed = (host: string | null, scheme?: 'http'): Pull => ({
  image: 'harbor',
  installation: {
    name: 'harbor',
    product: 'harbor',
    host,
    ...(scheme ? { scheme } : {}),
    place: null,
    installer: 'helm',
    foundBy: 'configuration',
  },
});

test.each([
  [{}, PULL, { scheme: 'https', host: 'harbor.acme.test', port: 8443 }],
  [{}, { image: 'nginx' }, { scheme: 'https', host: 'registry-1.docker.io', port: 443 }],
  [{ host: 'harbor.acme.test' }, PULL, { scheme: 'https', host: 'harbor.acme.test', port: 8443 }],
  [{ host: 'cdn.acme.test' }, PULL, { scheme: 'https', host: 'cdn.acme.test', port: 443 }],
  [{ host: 'cdn.acme.test', port: 444 }, PULL, { scheme: 'https', host: 'cdn.acme.test', port: 444 }],
  [{ host: 'fd00::1', port: 443 }, PULL, { scheme: 'https', host: '[fd00::1]', port: 443 }],
  [
    { host: 'harbor.acme.test:5443' },
    installed(null),
    { scheme: 'https', host: 'harbor.acme.test', port: 5443 },
  ],
  [{ domain: 'source.acme.test' }, installed(null), { scheme: 'https', host: 'source.acme.test', port: 443 }],
  [{ url: 'http://10.0.0.5:30002/x' }, installed(null), { scheme: 'http', host: '10.0.0.5', port: 30002 }],
  [
    { host: null },
    installed('harbor.acme.test', 'http'),
    { scheme: 'http', host: 'harbor.acme.test', port: 80 },
  ],
  [{}, installed(null), null],
  [{}, { image: 'Not An Image' }, null],
] as const)('%j of %j', (data, pull, expected) => expect(wayTo(data, pull)).toEqual(expected));
