/** What reverse proxies before a registry do to pulls. */
import type { Fault } from '../fault.ts';

const PORTAL = '<!doctype html><html><head><title>Acme Portal</title></head></html>';

export const proxyFaults: readonly Fault[] = [
  {
    id: 'a portal at /v2/',
    cause: 'proxy-misconfigured',
    stage: async ({ front }) => ({
      image: `${await front('portal', `location / { default_type text/html; return 200 '${PORTAL}'; }`)}/shop/cart:1`,
    }),
    ruledOut: ['http-https-mismatch'],
    says: /text\/html/,
  },
  {
    id: '/v2/ leads to a login page',
    cause: 'proxy-misconfigured',
    stage: async ({ front }) => ({
      image: `${await front(
        'sso',
        `location /v2/ { return 302 https://$http_host/login; }
         location / { default_type text/html; return 200 '${PORTAL}'; }`,
      )}/shop/cart:1`,
    }),
    ruledOut: ['http-https-mismatch'],
  },
  {
    id: 'layers lie in a storage nobody can name',
    cause: 'dns-failure',
    stage: async ({ front, origin }) => {
      await origin.push({ repository: 'shop/stored', tag: '1' });
      const domain = await front(
        'redirecting',
        `location ~ /blobs/ { return 307 https://bucket.acme.test/blob; }
         location / { proxy_pass http://127.0.0.1:${origin.port}; }`,
      );
      return { image: `${domain}/shop/stored:1` };
    },
    says: /bucket\.acme\.test/,
  },
  {
    id: 'a proxy that sends the wrong Host',
    cause: 'proxy-misconfigured',
    stage: async ({ front, origin }) => {
      await origin.push({ repository: 'shop/hosted', tag: '1' });
      // The inner proxy tells its programs apart by name, and the outer one hides the name.
      const inner = await front(
        'inner',
        `if ($host != "registry-inner.acme.test") { return 404; }
         location / { proxy_pass http://127.0.0.1:${origin.port}; }`,
        'plain',
      );
      const port = inner.split(':')[1];
      const outer = await front('outer', `location / { proxy_pass http://127.0.0.1:${port}; }`);
      return { image: `${outer}/shop/hosted:1` };
    },
    says: /404/,
    never: ['tag-not-found', 'repository-not-found'],
  },
];
