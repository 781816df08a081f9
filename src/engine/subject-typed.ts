/** What a person may type for a subject: `cart-0`, `shop/cart-0`, `deploy/cart`, `deploy cart`, an image. Pure. */

/** The parts of a PullQuestion that the subject's own words can hold. */
export interface SubjectTyped {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly workload?: string;
  readonly what: string;
}

/** kubectl's names for kinds. A ReplicaSet is found by its pods' prefix, so its kind says nothing more. */
const KINDS: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ...(['po', 'pod', 'pods'] as const).map((name) => [name, 'pod'] as const),
  ...(['deploy', 'deployment', 'deployments', 'deployments.apps', 'deployment.apps'] as const).map(
    (name) => [name, 'deployment'] as const,
  ),
  ...(['sts', 'statefulset', 'statefulsets', 'statefulset.apps'] as const).map(
    (name) => [name, 'statefulset'] as const,
  ),
  ...(['ds', 'daemonset', 'daemonsets', 'daemonset.apps'] as const).map(
    (name) => [name, 'daemonset'] as const,
  ),
  ...(['job', 'jobs', 'job.batch'] as const).map((name) => [name, 'job'] as const),
  ...(['cj', 'cronjob', 'cronjobs', 'cronjob.batch'] as const).map((name) => [name, 'cronjob'] as const),
  ...(['rs', 'replicaset', 'replicasets', 'replicaset.apps'] as const).map((name) => [name, null] as const),
]);

/** True for words that kubectl takes as a kind. */
export function isKind(word: string): boolean {
  return KINDS.has(word.toLowerCase());
}

/** Reads one or two words. `clusters` are the configured names; without any, a subject can only be an image. */
export function readSubject(typed: readonly [string, string?], clusters: readonly string[]): SubjectTyped {
  const [first, second] = typed;
  const word = withoutEnding(second === undefined ? withoutScheme(first) : `${first}/${second}`);
  if (clusters.length === 0 || looksLikeImage(word)) return { what: word };
  const { kind, places, name } = takeApart(word.toLowerCase());
  const place = placeOf(places, clusters);
  // Three names and no cluster of that name: a repository path, which only an image has.
  if (place === null) return { what: word };
  return { ...place, ...(kind == null ? {} : { workload: kind }), what: name };
}

/** `shop/sts/cart`, `sts/cart`, and `sts/shop/cart` as `sts shop/cart` comes. Names in a cluster are lower-case. */
function takeApart(word: string) {
  const [name = word, before, ...more] = word.split('/').reverse();
  const places = [before, ...more].filter((place) => place !== undefined).reverse();
  if (before !== undefined && isKind(before))
    return { kind: KINDS.get(before), places: places.slice(0, -1), name };
  const [first = ''] = places;
  if (places.length > 1 && isKind(first)) return { kind: KINDS.get(first), places: places.slice(1), name };
  return { kind: undefined, places, name };
}

function placeOf(
  places: readonly string[],
  clusters: readonly string[],
): { cluster?: string; namespace?: string } | null {
  const [a, b, ...more] = places;
  if (more.length > 0) return null;
  if (a === undefined) return {};
  if (b === undefined) return { namespace: a };
  const cluster = clusters.find((one) => one.toLowerCase() === a);
  return cluster === undefined ? null : { cluster, namespace: b };
}

/** A tag, a digest, or a host before the first slash: things a pod's name cannot have. */
function looksLikeImage(word: string): boolean {
  const [first = '', ...rest] = word.split('/');
  if (/[:@]/.test(word)) return true;
  if (rest.length === 0) return /[^A-Za-z0-9.-]/.test(word);
  return (first.includes('.') && !isKind(first)) || first === 'localhost' || /[^A-Za-z0-9./-]/.test(word);
}

/** People end sentences; no name does. A colon stays: an image may really lack its tag. */
function withoutEnding(word: string): string {
  return word.replace(/[?!.,;\u2026]+$/, '') || word;
}

/** A link copied from a browser or made by Slack names the image after its scheme. */
function withoutScheme(word: string): string {
  return word.replace(/^(https?|docker|oci):\/\//, '').replace(/\/+$/, '');
}
