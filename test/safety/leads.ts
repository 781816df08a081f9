/** Answers of a registry that lead its asker elsewhere. */
import type { StubAnswer, StubRequest } from '../setup/registry-lab/stub.ts';

const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: `sha256:${'a'.repeat(64)}`,
    size: 7,
  },
  layers: [
    { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: `sha256:${'b'.repeat(64)}`, size: 9 },
  ],
});

/** What is answered to this request where all leads `to`; null: what is usual. */
export type Lead = (request: StubRequest, to: string, origin: string) => StubAnswer | null;
const redirects =
  (status: number): Lead =>
  ({ url }, to) =>
    url.includes('/manifests/') ? { status, headers: { location: `${to}/v2/x/manifests/1` } } : null;

export const LEADS: readonly (readonly [string, Lead])[] = [
  ...[301, 302, 303, 307, 308].map((status) => [`manifest ${status}`, redirects(status)] as const),
  [
    '/v2/ 307',
    ({ url }, to) => (url === '/v2/' ? { status: 307, headers: { location: `${to}/v2/` } } : null),
  ],
  [
    'realm',
    ({ url }, to) =>
      url === '/v2/'
        ? { status: 401, headers: { 'www-authenticate': `Bearer realm="${to}/token",service="x"` } }
        : null,
  ],
  [
    'redirect of the token',
    ({ url }, to, origin) => {
      if (url.startsWith('/token')) return { status: 307, headers: { location: `${to}/token` } };
      return url === '/v2/'
        ? { status: 401, headers: { 'www-authenticate': `Bearer realm="${origin}/token",service="x"` } }
        : null;
    },
  ],
  [
    'blob 307',
    ({ url }, to) => {
      if (url.includes('/blobs/')) return { status: 307, headers: { location: `${to}/b?X-Amz-Signature=s` } };
      const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
      return url.includes('/manifests/') ? { status: 200, headers, body: MANIFEST } : null;
    },
  ],
  [
    'Link of the tags',
    ({ url }, to) =>
      url.includes('/tags/list')
        ? { status: 200, headers: { link: `<${to}/v2/x/tags/list>; rel="next"` }, body: '{"tags":["1"]}' }
        : null,
  ],
  [
    'Link of the catalogue',
    ({ url }, to) =>
      url.includes('/_catalog')
        ? {
            status: 200,
            headers: { link: `<${to}/v2/_catalog>; rel="next"` },
            body: '{"repositories":["y"]}',
          }
        : null,
  ],
  [
    'two redirects',
    ({ url }, to) => {
      if (url.includes('/manifests/')) return { status: 307, headers: { location: '/step/one' } };
      return url === '/step/one' ? { status: 307, headers: { location: to } } : null;
    },
  ],
  [
    '//host',
    ({ url }, to) =>
      url.includes('/manifests/') ? { status: 302, headers: { location: to.replace(/^http:/, '') } } : null,
  ],
];
