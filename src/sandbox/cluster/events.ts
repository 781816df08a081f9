/** Events as the cluster's components record them: one object per distinct text, counted up. */
import { randomBytes } from 'node:crypto';
import { type KubeObject, timestamp } from './objects.ts';
import type { Store } from './store.ts';

export interface Report {
  readonly about: KubeObject;
  /** `spec.containers{web}`. */
  readonly fieldPath?: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** `kubelet`, `default-scheduler`, … */
  readonly component: string;
  /** The node, for kubelets. */
  readonly host?: string;
}

/** Annotation on a pod: seconds after which only its back-off events are left. */
export const EXPIRE_ANNOTATION = 'sandbox.acme.test/expire-events';
const MESSAGE_LIMIT = 1024;

export interface Recorder {
  record(report: Report): void;
  /** Removes what is old; called now and then. */
  sweep(now?: Date): void;
}

export interface RecorderOptions {
  /** Age from the first sighting at which events go, back-off events excepted; null keeps all. */
  readonly expireAfterMs: number | null;
}

export function createRecorder(store: Store, { expireAfterMs }: RecorderOptions): Recorder {
  /** Texts that expired are not said again, as the event spam filter does to a pod that fails for long. */
  const silenced = new Set<string>();
  /** Event name by text. */
  const names = new Map<string, string>();
  const ageLimit = (about: KubeObject): number | null => {
    const seconds = about.metadata.annotations?.[EXPIRE_ANNOTATION];
    return seconds === undefined ? expireAfterMs : Number(seconds) * 1000;
  };
  const hasExpired = (event: KubeObject, now: Date): boolean => {
    const { involvedObject, firstTimestamp, reason, message } = event as unknown as EventFields;
    const about = store.get('pods', involvedObject.namespace ?? '', involvedObject.name);
    const limit = about ? ageLimit(about) : expireAfterMs;
    if (limit === null || isBackOff(reason, message)) return false;
    return now.getTime() - Date.parse(firstTimestamp) >= limit;
  };
  return {
    record: (report) => {
      const namespace = report.about.metadata.namespace ?? 'default';
      if (!store.get('namespaces', '', namespace)) return;
      const key = keyOf(report);
      if (silenced.has(key)) return;
      const known = store.get('events', namespace, names.get(key) ?? '');
      if (!known) {
        const added = store.add('events', fresh(report, namespace));
        names.set(key, added.metadata.name);
        return;
      }
      const count = Number(known['count']) + 1;
      store.replace('events', { ...known, count, lastTimestamp: timestamp() });
    },
    sweep: (now = new Date()) => {
      for (const event of store.list('events')) {
        if (!hasExpired(event, now)) continue;
        for (const [key, name] of names) if (name === event.metadata.name) silenced.add(key);
        store.remove('events', event.metadata.namespace ?? '', event.metadata.name);
      }
    },
  };
}

interface EventFields {
  readonly involvedObject: { readonly namespace?: string; readonly name: string };
  readonly firstTimestamp: string;
  readonly reason: string;
  readonly message: string;
}

function isBackOff(reason: string, message: string): boolean {
  return reason === 'BackOff' || message === 'Error: ImagePullBackOff';
}

function keyOf({ about, fieldPath, type, reason, message, component }: Report): string {
  return [about.metadata.uid, fieldPath, type, reason, component, message].join('|');
}

function fresh(report: Report, namespace: string): KubeObject {
  const { about, fieldPath, type, reason, component, host } = report;
  const { name, uid, resourceVersion } = about.metadata;
  const now = timestamp();
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace },
    involvedObject: {
      kind: about.kind,
      namespace: about.metadata.namespace,
      name,
      uid,
      apiVersion: about.apiVersion,
      resourceVersion,
      ...(fieldPath ? { fieldPath } : {}),
    },
    type,
    reason,
    message: report.message.slice(0, MESSAGE_LIMIT),
    source: { component, ...(host ? { host } : {}) },
    reportingComponent: component,
    reportingInstance: host ?? '',
    firstTimestamp: now,
    lastTimestamp: now,
    eventTime: null,
    count: 1,
  };
}
