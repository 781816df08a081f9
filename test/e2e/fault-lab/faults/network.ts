/** Ways in which a connection fails. */
import { closedPort, startBlackHole, startCutter, startMute } from '../../../setup/registry-lab/holes.ts';
import type { Fault } from '../fault.ts';
import { startHalfServer } from '../half-server.ts';

const at = (port: number): { readonly image: string } => ({
  image: `registry.acme.test:${port}/shop/cart:1`,
});

export const networkFaults: readonly Fault[] = [
  {
    id: 'nothing listens',
    cause: 'connection-refused',
    stage: async () => at(await closedPort()),
    ruledOut: ['connection-timeout', 'network-unreachable'],
  },
  {
    id: 'a SYN that nobody answers',
    cause: 'connection-timeout',
    stage: async ({ keep }) => ({ ...at((await keep(startBlackHole())).port), patienceMs: 1_000 }),
    ruledOut: ['connection-refused', 'network-unreachable'],
  },
  {
    id: 'a handshake that nobody answers',
    cause: 'connection-timeout',
    stage: async ({ keep }) => ({ ...at((await keep(startMute())).port), patienceMs: 1_000 }),
    ruledOut: ['connection-refused', 'network-unreachable'],
    says: /handshake/,
  },
  {
    id: 'no route',
    cause: 'network-unreachable',
    stage: ({ dns }) => {
      dns.set('far.acme.test', ['255.255.255.255']);
      return { image: 'far.acme.test:5000/shop/cart:1' };
    },
    ruledOut: ['connection-refused', 'connection-timeout'],
    says: /ENETUNREACH|unreachable/,
  },
  {
    id: 'the handshake is cut',
    cause: 'network-reset',
    stage: async ({ keep }) => at((await keep(startCutter())).port),
    ruledOut: ['connection-refused', 'connection-timeout'],
  },
  {
    id: 'every answer is cut',
    cause: 'network-reset',
    stage: async ({ front }) => ({
      image: `${await front('cut', 'location / { return 444; }')}/shop/cart:1`,
    }),
    ruledOut: ['connection-refused', 'connection-timeout', 'tls-unknown-authority'],
  },
  {
    // HEAD and the first byte pass; only a whole transfer breaks, which no small question can show.
    id: 'cut in the middle of a layer',
    cause: 'network-reset',
    confidence: 'possible',
    stage: async ({ origin, front, keep }) => {
      await origin.push({ repository: 'shop/torn', tag: '1' });
      const half = await keep(startHalfServer(origin.port));
      const domain = await front(
        'torn',
        `location ~ /blobs/ { proxy_pass http://127.0.0.1:${half.port}; }
         location / { proxy_pass http://127.0.0.1:${origin.port}; }`,
      );
      return { image: `${domain}/shop/torn:1` };
    },
    ruledOut: ['connection-refused', 'tls-unknown-authority', 'tag-not-found', 'registry-storage-failure'],
    says: /unexpected EOF/,
  },
];
