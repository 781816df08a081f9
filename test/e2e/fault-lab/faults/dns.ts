/** Names that do not resolve, each in its own way. */
import type { DnsFault } from '../../../../src/sandbox/dns/server.ts';
import { closedPort } from '../../../setup/registry-lab/holes.ts';
import type { Fault } from '../fault.ts';

const failing = (answer: DnsFault, says: RegExp): Fault => ({
  id: `DNS says ${answer}`,
  cause: 'dns-failure',
  stage: ({ dns }) => {
    dns.set(`${answer}.acme.test`, answer);
    return { image: `${answer}.acme.test:5000/shop/cart:1` };
  },
  says,
});

export const dnsFaults: readonly Fault[] = [
  {
    id: 'DNS knows no such name',
    cause: 'dns-failure',
    stage: () => ({ image: 'nowhere.acme.test:5000/shop/cart:1' }),
    says: /no such host/,
  },
  failing('servfail', /server misbehaving/),
  failing('refused', /refused|misbehaving/),
  failing('silent', /i\/o timeout/),
  {
    // The node's resolver alone: from the cluster all is well, so the node's own words are all there is.
    id: 'only the node’s resolver fails',
    cause: 'dns-failure',
    confidence: 'possible',
    stage: async ({ origin, front }) => {
      await origin.push({ repository: 'shop/astray', tag: '1' });
      const domain = await front('astray', `location / { proxy_pass http://127.0.0.1:${origin.port}; }`);
      return { image: `${domain}/shop/astray:1`, node: 'worker-astray' };
    },
    ruledOut: ['connection-refused', 'tls-unknown-authority', 'tag-not-found'],
    says: /worker-astray/,
  },
  {
    id: 'DNS leads to the wrong address',
    cause: 'connection-refused',
    stage: async ({ dns }) => {
      dns.set('poisoned.acme.test', ['127.0.0.99']);
      return { image: `poisoned.acme.test:${await closedPort()}/shop/cart:1` };
    },
    says: /127\.0\.0\.99/,
  },
];
