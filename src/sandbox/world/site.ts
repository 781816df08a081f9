/** What a fault may touch. */
import type { KubeObject } from '../cluster/objects.ts';
import type { HostName, OddHostName } from './company.ts';
import type { Estate } from './estate.ts';
import type { WorldLogin } from './logins.ts';
import { pullSecret, type WorkloadRequest, workload } from './objects.ts';

export interface Site extends Estate {
  /** `harbor.acme.test:18443/shop/cart:1.8.1`. */
  image(host: HostName | OddHostName, rest: string): string;
  /** Creates or changes objects in the cluster. */
  apply(...objects: readonly KubeObject[]): Promise<void>;
  deploy(request: WorkloadRequest): Promise<void>;
  /** A pull secret for Harbor. */
  harborSecret(namespace: string, name: string, login: WorldLogin): Promise<void>;
}

export function createSite(estate: Estate, apply: (objects: readonly KubeObject[]) => Promise<void>): Site {
  return {
    ...estate,
    image: (host, rest) => `${estate.address(host)}/${rest}`,
    apply: (...objects) => apply(objects),
    deploy: (request) => apply([workload(request)]),
    harborSecret: (namespace, name, login) =>
      apply([pullSecret(namespace, name, { [estate.address('harbor')]: login })]),
  };
}
