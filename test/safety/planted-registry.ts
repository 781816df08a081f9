/** A registry and a Harbor that give secrets away in whatever they are asked. */
import type { StubAnswer, StubRequest } from '../setup/registry-lab/stub.ts';
import { bare, each, kinds, plant } from './planted.ts';

const json = (status: number, body: unknown, headers = {}): StubAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A Harbor and registry that gives away secrets in each of its answers. */
export function tells(request: StubRequest, origin: string): StubAnswer {
  const { pathname } = new URL(request.url, origin);
  if (pathname.startsWith('/api/')) return harbor(pathname.replace('/api/v2.0', ''));
  const kind = kinds[Number(/kind-(\d+)/.exec(`${request.url}`)?.[1] ?? -1)];
  if (pathname === '/v2/' && !request.headers.authorization)
    return {
      status: 401,
      headers: { 'www-authenticate': `Basic realm="${plant(kinds[0] ?? '', 'realm')}"` },
    };
  if (kind === undefined) return { status: pathname === '/v2/' ? 200 : 404 };
  const message = plant(kind, 'message of a registry');
  const detail = { note: plant(kind, 'detail of a registry'), login: bare(kind, 'password: in a detail') };
  const headers = {
    'x-reason': oneLine(plant(kind, 'header of a registry')),
    'set-cookie': `sid=${bare(kind, 'cookie')}`,
  };
  if (pathname.includes('/tags/'))
    return {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: `<p>${plant(kind, 'page of a proxy')}</p>`,
    };
  return json(
    pathname.includes('/manifests/') ? 403 : 500,
    { errors: [{ code: 'DENIED', message, detail: { ...detail, login: `password: ${detail.login}` } }] },
    headers,
  );
}

const oneLine = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, ' ');

function harbor(path: string): StubAnswer {
  const at = '2026-11-21T02:00:00.000Z';
  if (path === '/api/version' || path.endsWith('/version')) return json(200, { version: 'v2.13.1' });
  if (path === '/health')
    return json(200, {
      status: 'unhealthy',
      components: each('health of Harbor').map((error, n) => ({
        name: n === 0 ? 'core' : `part-${n}`,
        status: 'unhealthy',
        error,
      })),
    });
  if (path === '/systeminfo') return json(200, { harbor_version: 'v2.13.1', auth_mode: 'db_auth' });
  if (path === '/robots')
    return json(
      200,
      each('description of a robot').map((description, id) => ({
        id,
        name: `robot$r${id}`,
        description,
        secret: bare(kinds[id] ?? '', 'secret of a robot'),
        disable: true,
        expires_at: 1,
        level: 'system',
        permissions: [],
      })),
    );
  if (path === '/registries')
    return json(
      200,
      each('error of an endpoint').map((description, id) => ({
        id,
        name: `r${id}`,
        type: 'harbor',
        url: `https://svc:${bare(kinds[id] ?? '', 'login of an endpoint')}@dr.acme.test`,
        description,
        status: 'unhealthy',
        credential: { access_key: 'x', access_secret: bare(kinds[id] ?? '', 'credential of an endpoint') },
      })),
    );
  if (path === '/replication/executions')
    return json(
      200,
      each('status of a replication').map((status_text, id) => ({
        id,
        policy_id: 1,
        status: 'Failed',
        status_text,
        start_time: at,
        end_time: at,
        total: 1,
        failed: 1,
        succeed: 0,
        in_progress: 0,
        stopped: 0,
        trigger: 'manual',
      })),
    );
  if (path === '/replication/policies')
    return json(200, [
      {
        id: 1,
        name: 'nightly',
        enabled: true,
        src_registry: null,
        dest_registry: { id: 1, name: 'r1', url: 'https://dr.acme.test', type: 'harbor' },
        filters: [],
        trigger: { type: 'manual' },
      },
    ]);
  if (path === '/configurations')
    return json(200, {
      ldap_url: { value: plant('Postgres DSN', 'configuration of Harbor') },
      oidc_client_secret: { value: bare('core secret', 'configuration of Harbor, a secret') },
      auth_mode: { value: 'db_auth' },
    });
  if (path.endsWith('/log'))
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: each('log of a task').join('\n') };
  return json(500, {
    errors: [
      { code: 'UNKNOWN', message: each(`error of ${path.replaceAll(/\d+/g, 'n').slice(0, 30)}`).join('\n') },
    ],
  });
}
