/** What stands in `manifest.json` of a bundle of ours, and how its files are named. */
import { z } from 'zod';

export const MANIFEST = 'manifest.json';
export const HARBOR_ANSWERS = 'harbor/answers.json';
export const FORM = 'registry-medic-bundle';

const text = z.string();
const spots = z.array(z.object({ probe: text, why: text }));

export const Manifest = z.object({
  form: z.literal(FORM),
  version: z.literal(1),
  what: text,
  /** When it was taken, ISO 8601. */
  at: text,
  cluster: text.nullable(),
  /** Kinds (`pods.`, `ingresses.networking.k8s.io`) that were listed, and where; null: everywhere. */
  listed: z.array(z.object({ kind: text, namespace: text.nullable() })),
  /** Secrets by what may be told of them. `absent`: something names it and it is not there. */
  secrets: z.array(
    z.object({
      namespace: text,
      name: text,
      is: z.enum(['there', 'absent']),
      type: text.optional(),
      hosts: z.array(z.object({ host: text, user: text })).optional(),
    }),
  ),
  /** Registries as they were configured, without logins. */
  registries: z.array(
    z.object({
      name: text,
      host: text,
      kind: z.enum(['harbor', 'distribution', 'other']),
      plainHttp: z.boolean(),
      runsIn: z.object({ cluster: text, namespace: text }).optional(),
    }),
  ),
  files: z.array(z.object({ path: text, bytes: z.number() })),
  couldNotLook: spots,
  cut: z.array(text),
});
export type Manifest = z.infer<typeof Manifest>;

/** One answer of a registry's API. */
export const RecordedAnswer = z.object({
  method: z.enum(['GET', 'HEAD', 'POST']),
  url: text,
  /** With our own login, or without any. */
  identity: z.enum(['login', 'anonymous']),
  /** SHA-256 of what was sent, hex; absent: nothing was. */
  sent: text.optional(),
  status: z.number(),
  headers: z.record(text, text),
  body: text,
  truncated: z.boolean(),
});
export type RecordedAnswer = z.infer<typeof RecordedAnswer>;
export const RecordedAnswers = z.array(RecordedAnswer);

export function objectsPath(kind: string, namespace: string | null): string {
  return `objects/${namespace ?? '_cluster'}/${kind.replace(/\.$/, '')}.json`;
}

export function logPath(namespace: string, pod: string, container: string, run: string): string {
  return `logs/${namespace}/${pod}/${container}.${run}.log`;
}
