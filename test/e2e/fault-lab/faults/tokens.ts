/** The way to a token, broken at each of its steps. */
import { closedPort } from '../../../setup/registry-lab/holes.ts';
import type { TokenFault } from '../../../setup/registry-lab/lab.ts';
import type { Fault } from '../fault.ts';

let made = 0;

/** A registry of its own whose token service has this fault; anybody may pull, if only the token were had. */
const broken = (id: string, fault: () => TokenFault | Promise<TokenFault>, says: RegExp): Fault => ({
  id,
  cause: 'token-service-misconfigured',
  stage: async ({ lab }) => {
    const host = `tokens-${made++}.acme.test`;
    const { domain } = await lab({ auth: 'token', host, open: ['shop/cart'], tokenFault: await fault() });
    return { image: `${domain}/shop/cart:1` };
  },
  ruledOut: ['credentials-invalid', 'secret-missing'],
  never: ['credentials-missing', 'permission-denied'],
  says,
});

export const tokenFaults: readonly Fault[] = [
  broken('a realm nobody knows', () => ({ realm: 'https://auth-old.acme.test/token' }), /auth-old/),
  broken(
    'a realm where nothing listens',
    async () => ({ realm: `https://auth.acme.test:${await closedPort()}/token` }),
    /ECONNREFUSED|refused/,
  ),
  broken('a realm that is no address', () => ({ realm: 'auth.acme.test/token' }), /realm/),
  broken('a service the token service does not know', () => ({ service: 'old-name' }), /old-name/),
  broken('tokens signed by a stranger', () => ({ signedBy: 'stranger' }), /401/),
  broken('tokens that are born expired', () => ({ clockSeconds: -7_200 }), /401/),
  {
    // Short pulls end in time; the kubelet tells of one that did not.
    id: 'tokens that end before the transfer',
    cause: 'token-service-misconfigured',
    stage: async ({ lab }) => {
      const host = 'tokens-brief.acme.test';
      const brief = await lab({ auth: 'token', host, open: ['shop/cart'], tokenFault: { livesSeconds: 20 } });
      const { manifests } = await brief.push({ repository: 'shop/cart', tag: '1' });
      const image = `${brief.domain}/shop/cart:1`;
      const blob = `https://${brief.domain}/v2/shop/cart/blobs/${manifests[0]?.layers[0]?.digest}`;
      const says = `failed to pull and unpack image "${image}": failed to copy: httpReadSeeker: failed open: unexpected status code ${blob}: 401 Unauthorized`;
      return { image, node: 'worker-told', told: { says } };
    },
    ruledOut: ['tag-not-found', 'repository-not-found'],
    says: /20 s/,
  },
  {
    id: 'the token service is down',
    cause: 'registry-unavailable',
    stage: async ({ lab }) => {
      const { domain, tokens } = await lab({ auth: 'token', host: 'tokens-down.acme.test' });
      tokens?.fail(503);
      return { image: `${domain}/shop/cart:1` };
    },
    says: /503/,
  },
  {
    id: 'the token service has had enough',
    cause: 'rate-limited',
    stage: async ({ lab }) => {
      const { domain, tokens } = await lab({ auth: 'token', host: 'tokens-busy.acme.test' });
      tokens?.fail(429);
      return { image: `${domain}/shop/cart:1` };
    },
    says: /429/,
  },
];
