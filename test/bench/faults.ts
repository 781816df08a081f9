/** Twelve causes of failing pulls as a big cluster would show them: where the image lies, what the kubelet says. */
export interface PlantedFault {
  /** The cause that must be found. */
  readonly cause: string;
  readonly host: HostId;
  /** How many distinct images fail by it. */
  readonly images: number;
  /** Path and tag of the nth image. */
  name(index: number): string;
  /** The node's words after `Failed to pull image "…": `. */
  says(image: string, host: string): string;
  readonly secret?: 'wrong' | 'absent';
}

export type HostId = 'expired' | 'stranger' | 'misnamed' | 'gone' | 'closed' | 'down' | 'private' | 'open';

const dialled = (image: string, why: string): string =>
  `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://${image.replace('/', '/v2/').replace(/:([^:]+)$/, '/manifests/$1')}": ${why}`;
const resolved = (image: string, why: string): string =>
  `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${why}`;

export const FAULTS: readonly PlantedFault[] = [
  {
    cause: 'tls-expired',
    host: 'expired',
    images: 12,
    name: (index) => `shop/item-${index}:1`,
    says: (image) =>
      dialled(image, 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid'),
  },
  {
    cause: 'tls-unknown-authority',
    host: 'stranger',
    images: 6,
    name: (index) => `shop/item-${index}:1`,
    says: (image) =>
      dialled(image, 'tls: failed to verify certificate: x509: certificate signed by unknown authority'),
  },
  {
    cause: 'tls-name-mismatch',
    host: 'misnamed',
    images: 4,
    name: (index) => `shop/item-${index}:1`,
    says: (image, host) =>
      dialled(
        image,
        `tls: failed to verify certificate: x509: certificate is valid for other.acme.test, not ${host.split(':')[0]}`,
      ),
  },
  {
    cause: 'dns-failure',
    host: 'gone',
    images: 5,
    name: (index) => `shop/item-${index}:1`,
    says: (image, host) =>
      dialled(image, `dial tcp: lookup ${host.split(':')[0]} on 10.20.0.2:53: no such host`),
  },
  {
    cause: 'connection-refused',
    host: 'closed',
    images: 5,
    name: (index) => `shop/item-${index}:1`,
    says: (image) => dialled(image, 'dial tcp 127.0.0.1:443: connect: connection refused'),
  },
  {
    cause: 'registry-unavailable',
    host: 'down',
    images: 8,
    name: (index) => `shop/item-${index}:1`,
    says: (image) => resolved(image, 'unexpected status from HEAD request: 503 Service Unavailable'),
  },
  {
    cause: 'tag-not-found',
    host: 'open',
    images: 2,
    name: (index) => `shop/cart-${index}:9.9.9`,
    says: (image) => resolved(image, `${image}: not found`),
  },
  {
    cause: 'repository-not-found',
    host: 'open',
    images: 2,
    name: (index) => `shop/nowhere-${index}:1`,
    says: (image) => resolved(image, `${image}: not found`),
  },
  {
    cause: 'platform-unavailable',
    host: 'open',
    images: 1,
    name: () => 'shop/arm-only:1',
    says: (image) =>
      `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": no match for platform in manifest: not found`,
  },
  {
    cause: 'credentials-missing',
    host: 'private',
    images: 2,
    name: (index) => `team/api-${index}:1`,
    says: (image) => resolved(image, 'unexpected status from HEAD request: 401 Unauthorized'),
  },
  {
    cause: 'credentials-invalid',
    host: 'private',
    images: 2,
    name: (index) => `team/web-${index}:1`,
    says: (image) => resolved(image, 'unexpected status from HEAD request: 401 Unauthorized'),
    secret: 'wrong',
  },
  {
    cause: 'secret-missing',
    host: 'private',
    images: 1,
    name: () => 'team/job:1',
    says: (image) => resolved(image, 'unexpected status from HEAD request: 401 Unauthorized'),
    secret: 'absent',
  },
];
