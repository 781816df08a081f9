import type { Handler } from '../../registry/exchange.ts';
import { HARBOR_NAMESPACE, HOSTS } from '../company.ts';
import type { Stricken, Trouble } from '../trouble.ts';

const LOGIN = { user: 'harbor:swift', key: 'swift-key-41c9' } as const;
/** Where the gateway listens behind its proxy, and nobody from outside. */
const INNER_PORT = 7480;

/** A gateway of Ceph: a login in headers, the address of the storage in the answer. */
function gateway(storageUrl: string): Handler {
  return ({ path, header }) => {
    if (path !== '/auth') return { status: 404 };
    if (header('x-auth-user') !== LOGIN.user || header('x-auth-key') !== LOGIN.key) return { status: 401 };
    return { status: 204, headers: { 'x-storage-url': storageUrl, 'x-auth-token': 'AUTH_rgwtk-sandbox' } };
  };
}

/** The registry's settings as harbor-helm writes them: all but the key in the ConfigMap. */
function settle({ cluster, estate }: Stricken): void {
  const metadata = { namespace: HARBOR_NAMESPACE, name: 'harbor-registry' };
  const config = `version: 0.1
storage:
  swift:
    authurl: https://${estate.address('storage')}/auth
    username: ${LOGIN.user}
    container: harbor
`;
  const key = Buffer.from(LOGIN.key).toString('base64');
  cluster.apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.yml': config } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'Opaque',
      data: { REGISTRY_STORAGE_SWIFT_PASSWORD: key },
    },
  ]);
}

/** The images were moved to Swift, whose gateway does not know by which address it is reached. */
export const swiftAddress: Trouble = {
  id: 'swift-address',
  title: 'The Swift gateway behind the registry names an address where nobody answers',
  cause: 'swift-x-storage-url',
  strike(world) {
    world.estate.front.host(HOSTS.storage, gateway(`http://${HOSTS.storage}:${INNER_PORT}/swift/v1`));
    settle(world);
  },
  heal({ estate }) {
    estate.front.host(HOSTS.storage, gateway(`https://${estate.address('storage')}/swift/v1`));
  },
};
