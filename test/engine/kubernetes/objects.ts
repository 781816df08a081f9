/** Objects of literal parts. */
import type { KubeObject, ObjectMeta } from '../../../src/engine/kube-object.ts';

export function object(
  parts: Partial<Omit<KubeObject, 'metadata'>> & { readonly meta?: Partial<ObjectMeta> } = {},
): KubeObject {
  const { meta, ...rest } = parts;
  return { ...rest, metadata: { name: 'one', namespace: 'harbor', ...meta } };
}

/** Shapes that nobody promised: each is to be read without throwing. */
export const ODD: readonly KubeObject[] = [
  object(),
  object({ spec: null, status: null }),
  object({ spec: 'text', status: 7 }),
  object({ spec: [], status: [] }),
  object({
    spec: {
      template: 'x',
      replicas: '3x',
      ports: [null, 1, { port: 'http' }],
      egress: [null, { to: 'x', ports: [{}] }],
      rules: [null, { http: { paths: [{}] } }],
      volumes: [{}, null],
      repository: 5,
      syncTimeout: {},
      domain: ['x'],
      accessModes: 'ReadWriteOnce',
      taints: [{ key: 'a' }],
      podSelector: [],
    },
    status: {
      conditions: [null, 'x', { type: 'Ready' }, { status: 'True' }],
      state: 'bad',
      images: [{}, null],
      capacity: { storage: 'much' },
      syncProgress: {},
    },
  }),
];
