/** A thousand secrets and where each lies: in a cluster, in what a registry and a Harbor say, in what people send. */
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { workload } from '../../src/sandbox/world/objects.ts';
import type { StubAnswer, StubRequest } from '../setup/registry-lab/stub.ts';
import { KINDS, secretFor } from './secret-kinds.ts';

/** Every secret that was planted, with its kind and its place. */
export const planted = new Map<string, { readonly kind: string; readonly place: string }>();

/** The text of a kind with a secret of its own for this place. */
export function plant(kind: string, place: string): string {
  const secret = secretFor(`${place} ${kind}`);
  planted.set(secret, { kind, place });
  return KINDS[kind]?.(secret) ?? secret;
}

const kinds = Object.keys(KINDS);
/** One text for each kind. */
export const each = (place: string): readonly string[] => kinds.map((kind) => plant(kind, place));
const bare = (kind: string, place: string): string => {
  plant(kind, place);
  return secretFor(`${place} ${kind}`);
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Workloads whose pulls are refused, one for each kind; by name. */
export function pullsOf(
  host: string,
): readonly { readonly name: string; readonly objects: readonly KubeObject[] }[] {
  return kinds.map((kind, at) => {
    const name = `kind-${at}`;
    const auth = { username: 'ci', password: bare(kind, 'password of a pull secret') };
    const other = { auth: base64(`ci:${bare(kind, 'auth of a pull secret')}`) };
    const auths = { [host]: auth, 'other.acme.test': other };
    const made = workload({
      kind: 'StatefulSet',
      namespace: 'shop',
      name,
      image: `${host}/team/${name}:1`,
      pullSecrets: [name],
    }) as unknown as {
      spec: { template: { metadata: object; spec: { containers: object[] } } };
      metadata: object;
    };
    const { template } = made.spec;
    template.metadata = { ...template.metadata, annotations: { note: plant(kind, 'annotation of a pod') } };
    template.spec.containers = template.spec.containers.map((container) => ({
      ...container,
      args: ['serve', plant(kind, 'argument of a container')],
      env: [
        { name: 'SETTINGS', value: plant(kind, 'variable of a container') },
        { name: 'DB_PASSWORD', value: bare(kind, 'variable that is a password') },
      ],
    }));
    made.metadata = { ...made.metadata, annotations: { note: plant(kind, 'annotation of a workload') } };
    return {
      name,
      objects: [
        dockerSecret(name, auths),
        opaque(name, kind),
        values(name, kind),
        made as unknown as KubeObject,
        ...events(name, kind),
      ],
    };
  });
}

function dockerSecret(name: string, auths: object): KubeObject {
  const data = { '.dockerconfigjson': base64(JSON.stringify({ auths })) };
  return object('Secret', name, { type: 'kubernetes.io/dockerconfigjson', data });
}

function opaque(name: string, kind: string): KubeObject {
  return object('Secret', `${name}-opaque`, {
    type: 'Opaque',
    data: { key: base64(plant(kind, 'data of a Secret')) },
    metadata: { annotations: { note: plant(kind, 'annotation of a Secret') } },
  });
}

/** What a release has as its values, in a ConfigMap. */
function values(name: string, kind: string): KubeObject {
  const data = { 'values.yaml': `core:\n${plant(kind, 'values in a ConfigMap')}\n` };
  return object('ConfigMap', `${name}-values`, { data });
}

function events(name: string, kind: string): readonly KubeObject[] {
  const at = new Date().toISOString();
  const of = { kind: 'Pod', namespace: 'shop', name: `${name}-0`, fieldPath: `spec.containers{${name}}` };
  return (['Failed', 'BackOff', 'FailedMount'] as const).map((reason) =>
    object('Event', `${name}-0.${reason.toLowerCase()}`, {
      involvedObject: of,
      reason,
      type: 'Warning',
      message: `Failed to pull image: ${plant(kind, `event ${reason}`)}`,
      count: 1,
      firstTimestamp: at,
      lastTimestamp: at,
      source: { component: 'kubelet', host: 'node-1' },
    }),
  );
}

function object(
  kind: string,
  name: string,
  rest: { readonly [key: string]: unknown; readonly metadata?: object },
): KubeObject {
  const { metadata = {}, ...fields } = rest;
  return {
    apiVersion: 'v1',
    kind,
    ...fields,
    metadata: { ...metadata, namespace: 'shop', name },
  } as KubeObject;
}

/** What a container says: each kind in the forms that programs write logs in. */
export function logOf(pod: string, which: 'current' | 'previous'): string {
  const of = `log of ${pod}, ${which}`;
  const lines = kinds.map((kind, at) => {
    const text = plant(kind, of);
    if (at % 3 === 0) return JSON.stringify({ level: 'error', msg: text, attempt: at });
    if (at % 3 === 1) return `time="2026-11-21T02:00:00Z" level=error msg=${JSON.stringify(text)}`;
    return `[ERROR] [/core/main.go:${at}]: failed to authorize: ${text}`;
  });
  const now = new Date().toISOString();
  return lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `${now} ${line}`)
    .join('\n');
}

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
