/** Certificates that nodes refuse, and ports that speak the other protocol. */
import { createAuthority } from '../../../../src/sandbox/tls/authority.ts';
import { startNginx } from '../../../setup/registry-lab/nginx.ts';
import type { Fault } from '../fault.ts';

const DAY_MS = 86_400_000;
const days = (count: number): Date => new Date(Date.now() + count * DAY_MS);
const OPEN = 'location / { return 200 "{}"; }';

export const tlsFaults: readonly Fault[] = [
  {
    id: 'an authority nobody knows',
    cause: 'tls-unknown-authority',
    stage: async ({ lab }) => ({
      image: `${(await lab({ tls: 'unknown-authority', host: 'stranger.acme.test' })).domain}/shop/cart:1`,
    }),
    ruledOut: ['tls-name-mismatch', 'tls-expired', 'http-https-mismatch'],
  },
  {
    id: 'a proxy that intercepts TLS',
    cause: 'tls-unknown-authority',
    stage: async ({ dns, keep, programs }) => {
      dns.set('intercepted.acme.test', ['127.0.0.1']);
      const interceptor = await createAuthority('Acme Web Inspection CA');
      const tls = await interceptor.issue({ names: ['intercepted.acme.test'] });
      const { port } = await keep(startNginx(programs.nginx, { server: OPEN, tls }));
      return { image: `intercepted.acme.test:${port}/shop/cart:1` };
    },
    says: /Acme Web Inspection CA/,
  },
  {
    // The node lacks the authority that the bot was told of: the path works from here.
    id: 'only the node lacks the authority',
    cause: 'tls-unknown-authority',
    confidence: 'possible',
    stage: async ({ origin, front }) => {
      await origin.push({ repository: 'shop/doubted', tag: '1' });
      const domain = await front('doubted', `location / { proxy_pass http://127.0.0.1:${origin.port}; }`);
      return { image: `${domain}/shop/doubted:1`, node: 'worker-distrustful' };
    },
    ruledOut: ['dns-failure', 'connection-refused', 'tls-expired', 'tls-name-mismatch', 'tag-not-found'],
    says: /worker-distrustful/,
  },
  {
    id: 'a certificate for another name',
    cause: 'tls-name-mismatch',
    stage: async ({ front }) => ({
      image: `${await front('renamed', OPEN, { names: ['old.acme.test'] })}/shop/cart:1`,
    }),
    ruledOut: ['tls-unknown-authority', 'tls-expired'],
    says: /old\.acme\.test/,
  },
  {
    id: 'a certificate of last month',
    cause: 'tls-expired',
    stage: async ({ front }) => ({
      image: `${await front('expired', OPEN, { notBefore: days(-90), notAfter: days(-3) })}/shop/cart:1`,
    }),
    ruledOut: ['tls-unknown-authority', 'tls-name-mismatch'],
  },
  {
    id: 'a certificate of tomorrow (clocks apart)',
    cause: 'tls-expired',
    stage: async ({ front }) => ({
      image: `${await front('early', OPEN, { notBefore: days(1), notAfter: days(90) })}/shop/cart:1`,
    }),
    ruledOut: ['tls-unknown-authority', 'tls-name-mismatch'],
    says: /clock|not yet valid/,
  },
  {
    id: 'plain HTTP where TLS is spoken',
    cause: 'http-https-mismatch',
    stage: ({ origin }) => ({ image: `${origin.domain}/shop/cart:1` }),
  },
  {
    id: 'plain HTTP that the node knows of and we were not told: nothing there',
    cause: 'repository-not-found',
    stage: async ({ lab, plainHttp }) => {
      const { domain } = await lab({ tls: 'plain', host: 'lan.acme.test' });
      plainHttp.push(domain);
      return { image: `${domain}/shop/cart:1` };
    },
    spoken: 'plain',
    never: ['http-https-mismatch'],
  },
  {
    id: 'TLS where plain HTTP is spoken',
    cause: 'http-https-mismatch',
    stage: ({ basic, dns, plainHttp }) => {
      dns.set('insecure.acme.test', ['127.0.0.1']);
      const domain = `insecure.acme.test:${basic.port}`;
      plainHttp.push(domain);
      return { image: `${domain}/shop/cart:1`, registry: { plainHttp: true } };
    },
    says: /HTTPS/,
  },
];
