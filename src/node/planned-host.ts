/** One host that a runtime asks for an image. Pure. */
import type { ImageReference } from '../engine/reference.ts';

export interface PlannedHost {
  readonly role: 'mirror' | 'server' | 'origin';
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** Where the registry API begins: `/v2`. */
  readonly path: string;
  /** The repository there; mirrors of CRI-O may move it. */
  readonly repository: string;
  /** Sent as `?ns=` to hosts that are not the image's own. */
  readonly namespace: string | null;
  /** PEM files trusted besides the system's, by their path on the node. */
  readonly ca: readonly string[];
  readonly certificates: 'judged' | 'not-judged';
  /** What the runtime does when the host answers TLS with plain HTTP. */
  readonly plain: 'fails' | 'is-spoken';
  readonly from: string | null;
}

export interface Plan {
  readonly hosts: readonly PlannedHost[];
  readonly notes: readonly string[];
}

/** The image's own host, without any setting of the node. */
export function originOf({ endpoint, path }: ImageReference): PlannedHost {
  return {
    role: 'server',
    scheme: 'https',
    host: endpoint.host,
    port: endpoint.port,
    path: '/v2',
    repository: path,
    namespace: null,
    ca: [],
    certificates: 'judged',
    plain: 'fails',
    from: null,
  };
}

/** Scheme, host and port of an origin like `http://mirror:5000`. */
export function partsOf(origin: string): Pick<PlannedHost, 'scheme' | 'host' | 'port'> {
  const url = new URL(origin);
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (scheme === 'https' ? 443 : 80)),
  };
}
