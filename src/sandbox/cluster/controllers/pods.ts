/** Pods made from a workload's template. */
import { createHash } from 'node:crypto';
import type { KubeObject, Pod, PodTemplate } from '../objects.ts';
import { StatusError } from '../status.ts';
import { type Desk, ownerOf } from './controller.ts';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a template: equal templates, equal hash, as in `web-6d4cf56db6`. */
export function templateHash(template: PodTemplate): string {
  const digest = createHash('sha256').update(stable(template)).digest();
  return [...digest.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** JSON with sorted keys, so that the order of fields changes nothing. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export interface PodRequest {
  readonly owner: KubeObject;
  readonly template: PodTemplate;
  /** A fixed name, else one is made from the owner's. */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodeName?: string;
  readonly component: string;
}

/** Creates a pod and says so in an event; a refusal becomes the event FailedCreate. */
export function createPod(desk: Desk, request: PodRequest): void {
  const { owner, template, name, labels, nodeName, component } = request;
  const namespace = owner.metadata.namespace ?? '';
  const pod: KubeObject = {
    metadata: {
      name: name ?? '',
      ...(name ? {} : { generateName: `${owner.metadata.name}-` }),
      labels: { ...template.metadata?.labels, ...labels },
      annotations: { ...template.metadata?.annotations },
      ownerReferences: [ownerOf(owner)],
    },
    spec: { ...template.spec, ...(nodeName ? { nodeName } : {}) },
  };
  try {
    const made = desk.writer.create(desk.catalog.byId('pods'), namespace, pod);
    const message = `Created pod: ${made.metadata.name}`;
    desk.recorder.record({ about: owner, type: 'Normal', reason: 'SuccessfulCreate', message, component });
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const message = `Error creating: ${error.message}`;
    desk.recorder.record({ about: owner, type: 'Warning', reason: 'FailedCreate', message, component });
  }
}

export function deletePod(desk: Desk, pod: Pod, owner: KubeObject, component: string): void {
  desk.writer.delete(desk.catalog.byId('pods'), pod.metadata.namespace ?? '', pod.metadata.name);
  const message = `Deleted pod: ${pod.metadata.name}`;
  desk.recorder.record({ about: owner, type: 'Normal', reason: 'SuccessfulDelete', message, component });
}
