/** A thousand secrets and where each lies: in a cluster, in what a registry and a Harbor say, in what people send. */
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { workload } from '../../src/sandbox/world/objects.ts';
import { KINDS, secretFor } from './secret-kinds.ts';

export interface Planted {
  readonly kind: string;
  readonly place: string;
}

/** Every secret that was planted, with its kind and its place. */
export const planted = new Map<string, Planted>();

/** The text of a kind with a secret of its own for this place. */
export function plant(kind: string, place: string): string {
  const secret = secretFor(`${place} ${kind}`);
  planted.set(secret, { kind, place });
  return KINDS[kind]?.(secret) ?? secret;
}

export const kinds = Object.keys(KINDS);
/** One text for each kind. */
export const each = (place: string): readonly string[] => kinds.map((kind) => plant(kind, place));
/** The secret of a kind without its text, where a field holds nothing else. */
export const bare = (kind: string, place: string): string => {
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
