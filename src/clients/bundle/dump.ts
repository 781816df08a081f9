/** Objects and logs of a cluster as a file holds them. */
import { z } from 'zod';

export interface Dump {
  /** By `plural.group`. */
  readonly objects: ReadonlyMap<string, readonly RawObject[]>;
  readonly logs: ReadonlyMap<string, Uint8Array>;
  /** Whether the file tells of this kind in this namespace (null: at all), be it that there is none. */
  covers(kind: string, namespace: string | null): boolean;
}

export interface RawObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
  readonly [field: string]: unknown;
}

const Raw: z.ZodType<RawObject> = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const List = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().endsWith('List'),
  items: z.array(z.unknown()).nullish(),
});

/** Kinds whose plural is not made by rule. */
const PLURALS: Readonly<Record<string, string>> = { Endpoints: 'endpoints', PodMetrics: 'pods' };

export interface DumpBuilder {
  /** An object or a list of some; anything else is left out. How many were taken. */
  add(value: unknown): number;
  log(
    of: { namespace: string; pod: string; container: string; run: 'current' | 'previous' },
    body: Uint8Array,
  ): void;
  /** The file tells of this kind: what is not in it is not in the cluster. */
  told(kind: string, namespace: string | null): void;
  build(): Dump;
}

export function createDump(): DumpBuilder {
  const objects = new Map<string, Map<string, RawObject>>();
  const logs = new Map<string, Uint8Array>();
  const covered = new Set<string>();

  function addOne(value: unknown, within: { apiVersion?: string; kind?: string } = {}): number {
    const read = Raw.safeParse(typeof value === 'object' && value !== null ? { ...within, ...value } : value);
    if (!read.success) return 0;
    const { data } = read;
    const key = kindKey(data);
    const { name, namespace } = data.metadata;
    const kept = objects.get(key) ?? new Map<string, RawObject>();
    objects.set(key, kept.set(`${namespace ?? ''}/${name}`, data));
    covered.add(`${key} ${namespace ?? ''}`);
    return 1;
  }

  return {
    add(value) {
      const list = List.safeParse(value);
      if (!list.success) return addOne(value);
      const { apiVersion, kind, items } = list.data;
      // Items of a typed list leave their kind out; a plain `List` has items of any kind.
      const within =
        kind === 'List' ? {} : { kind: kind.slice(0, -4), ...(apiVersion ? { apiVersion } : {}) };
      return (items ?? []).reduce<number>((sum, item) => sum + addOne(item, within), 0);
    },
    log: ({ namespace, pod, container, run }, body) =>
      void logs.set(logKey(namespace, pod, container, run), body),
    told: (kind, namespace) => void covered.add(`${kind} ${namespace ?? '*'}`),
    build: () => ({
      objects: new Map([...objects].map(([key, kept]) => [key, [...kept.values()]])),
      logs,
      covers: (kind, namespace) => covers(covered, kind, namespace),
    }),
  };
}

function covers(covered: ReadonlySet<string>, kind: string, namespace: string | null): boolean {
  if (covered.has(`${kind} *`)) return true;
  if (namespace !== null) return covered.has(`${kind} ${namespace}`);
  return [...covered].some((one) => one.startsWith(`${kind} `));
}

export function logKey(namespace: string, pod: string, container: string, run: string): string {
  return `${namespace}/${pod}/${container}/${run}`;
}

/** `pods.`, `ingresses.networking.k8s.io`. */
export function kindKey({ apiVersion, kind }: Pick<RawObject, 'apiVersion' | 'kind'>): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${pluralOf(kind)}.${group}`;
}

function pluralOf(kind: string): string {
  const known = new Map(Object.entries(PLURALS)).get(kind);
  if (known !== undefined) return known;
  const lower = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
