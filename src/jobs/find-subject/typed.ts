/** What the words of a question can mean before any cluster is asked. Pure. */
import type { PullQuestion } from '../../engine/question.ts';
import { parseReference } from '../../engine/reference.ts';

export type Typed =
  | { readonly kind: 'image'; readonly image: string; readonly namespace: string | null }
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly namespace: string | null;
      /** Lower-case kind, when the person said one. */
      readonly workload: string | null;
    };

const KINDS: Readonly<Record<string, string>> = {
  po: 'pod',
  pods: 'pod',
  deploy: 'deployment',
  deployments: 'deployment',
  sts: 'statefulset',
  statefulsets: 'statefulset',
  ds: 'daemonset',
  daemonsets: 'daemonset',
  jobs: 'job',
  cj: 'cronjob',
  cronjobs: 'cronjob',
  rs: 'replicaset',
  replicasets: 'replicaset',
};
const NAMES: ReadonlySet<string> = new Set(Object.values(KINDS));

/** `anyCluster` false: there is none to look in, so only an image can be meant. */
export function readTyped(question: PullQuestion, anyCluster: boolean): Typed {
  const { what, namespace = null, workload } = question;
  if (workload !== undefined) return { kind: 'name', name: what, namespace, workload: kindOf(workload) };
  if (!anyCluster || isImage(what)) return { kind: 'image', image: what, namespace };
  const [name = what, ...before] = what.split('/').reverse();
  const kind = kindOf(before[0] ?? '');
  const places = kind === null ? before : before.slice(1);
  if (places.length > 1) return { kind: 'image', image: what, namespace };
  return { kind: 'name', name, namespace: places[0] ?? namespace, workload: kind };
}

/** A tag, a digest, or a host before the first slash: what no name in a cluster can have. */
function isImage(what: string): boolean {
  const [first = '', ...rest] = what.split('/');
  if (/[:@]/.test(what)) return true;
  return rest.length > 0 && kindOf(first) === null && (first.includes('.') || first === 'localhost');
}

function kindOf(word: string): string | null {
  const lower = word.toLowerCase().replace(/\.(apps|batch)$/, '');
  if (NAMES.has(lower)) return lower;
  return Object.hasOwn(KINDS, lower) ? (KINDS[lower] ?? null) : null;
}

/** The same image, whether Docker Hub's domain, `library/` and `:latest` are written out or not. */
export function sameImage(one: string, other: string): boolean {
  return fullName(one) === fullName(other);
}

function fullName(image: string): string {
  const parsed = parseReference(image);
  if (parsed.state === 'invalid') return image;
  const { domain, path, reference } = parsed.ref;
  return `${domain}/${path} ${reference}`;
}
