/** A registry that leads to another host for its manifests, and that host fails. */
import { closedPort } from '../../../setup/registry-lab/holes.ts';
import type { Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

/** An open registry that sends whoever asks for a manifest to this host. */
async function leading({ front }: Ground, name: string, host: string): Promise<{ readonly image: string }> {
  const domain = await front(
    name,
    `location = /v2/ { return 200 '{}'; } location / { return 307 https://${host}$request_uri; }`,
  );
  return { image: `${domain}/shop/cart:1` };
}

const DAY_MS = 86_400_000;
const OPEN = 'location / { return 200 "{}"; }';
const REACHED = ['repository-not-found', 'tag-not-found'];

export const redirectFaults: readonly Fault[] = [
  {
    id: 'manifests lie at a name that does not exist',
    cause: 'dns-failure',
    stage: (ground) => leading(ground, 'leads-nowhere', 'no-store.acme.test'),
    never: REACHED,
    says: /no-store\.acme\.test/,
  },
  {
    id: 'manifests lie where nothing listens',
    cause: 'connection-refused',
    stage: async (ground) => {
      ground.dns.set('gone-store.acme.test', ['127.0.0.1']);
      return leading(ground, 'leads-to-gone', `gone-store.acme.test:${await closedPort()}`);
    },
    ruledOut: ['dns-failure'],
    never: REACHED,
    says: /gone-store\.acme\.test/,
  },
  {
    id: 'manifests lie behind an expired certificate',
    cause: 'tls-expired',
    stage: async (ground) => {
      const dates = {
        notBefore: new Date(Date.now() - 90 * DAY_MS),
        notAfter: new Date(Date.now() - DAY_MS),
      };
      return leading(ground, 'leads-to-old', await ground.front('old-store', OPEN, dates));
    },
    ruledOut: ['tls-unknown-authority', 'tls-name-mismatch'],
    never: REACHED,
    says: /old-store\.acme\.test/,
  },
  {
    id: 'manifests lie behind a certificate for another name',
    cause: 'tls-name-mismatch',
    stage: async (ground) =>
      leading(ground, 'leads-to-other', await ground.front('misnamed', OPEN, { names: ['other.acme.test'] })),
    ruledOut: ['tls-unknown-authority', 'tls-expired'],
    never: REACHED,
    says: /misnamed\.acme\.test/,
  },
];
