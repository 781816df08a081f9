/**
 * Alertmanager's default Slack title holds label values without their names: `[FIRING:1] <group's> (<others>)`,
 * each part sorted by label name with alertname first (prometheus/alertmanager template/default.tmpl). Names are put
 * back by order and shape.
 */
import { clusterForm } from './cluster-words.ts';
import type { Labels } from './target.ts';

const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const LIKE_POD = /-(?:[a-z0-9]{5}|[0-9]+)$/;

/** How well a value suits a label; null where it cannot be one. */
type Suits = (value: string) => number | null;

const named =
  (score: number, no?: RegExp): Suits =>
  (value) =>
    NAME.test(value) && !no?.test(value) ? score : null;
const exactly =
  (shape: RegExp, score = 6): Suits =>
  (value) =>
    shape.test(value) ? score : null;

const SHAPES: Readonly<Record<string, Suits>> = {
  cluster: (value) =>
    NAME.test(value) && !/^kube-(?:state-metrics|rbac-proxy)/.test(value)
      ? (/[-0-9]/.test(value) ? 3 : 2) + (clusterForm(value) === 'sure' ? 0.5 : 0)
      : null,
  component: named(2),
  cronjob: named(3),
  d8_component: exactly(/^image-availability-exporter$/),
  d8_module: exactly(/^extended-monitoring$/),
  severity_level: exactly(/^\d{1,2}$/),
  condition: exactly(/^(?:true|false|unknown)$/),
  container: named(2, /^(?:https?|https?-[a-z]+|warning|critical|info)$/),
  daemonset: named(3),
  deployment: named(3),
  endpoint: (value) =>
    /^(?:https?|[a-z-]*metrics|https?-[a-z]+)$/.test(value) ? 5 : value === 'web' ? 1 : null,
  // A stage, where another value is the namespace's.
  env: exactly(/^(?:prod|production|staging|stage|stg|dev|development|test|qa|uat)$/, 3.5),
  region: exactly(/^(?:eu|us|ap|sa|ca|me|af|europe|asia)-[a-z]{4,12}-?\d$/, 3),
  image: exactly(/^[\w.-]+(?::\d+)?\/[\w./-]+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?$|^[\w.-]+:[\w.-]+$/, 6),
  instance: exactly(/^[\w.-]+:[0-9]+$|^[0-9.]+$|^ip-|^https?:\/\/\S+$/),
  // Any name can be a job's: better than to push its neighbours aside.
  job: (value) => (/(?:kube-state-metrics|-exporter)$/.test(value) ? 6 : NAME.test(value) ? 1.5 : null),
  // Only alerts of Jobs carry it, and it is what they are about: its number makes it look like a pod.
  job_name: named(4.5, /^(?:kube-state-metrics|warning|critical|info)$/),
  name: named(3),
  namespace: named(4, /^(?:warning|critical|info|none)$/),
  pod: (value) => (NAME.test(value) ? (LIKE_POD.test(value) ? 4 : 0) : null),
  prometheus: exactly(/^[\w.-]+\/[\w.-]+$/),
  reason: exactly(/^[A-Z][a-z]+(?:[A-Z][a-z]*)+$/),
  service: named(1, /^(?:warning|critical|info|none)$/),
  severity: exactly(/^(?:critical|warning|info|none|page|error|high|low|ticket|P[1-5])$/),
  statefulset: named(3),
  uid: exactly(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
};

const SCRAPED = [
  'cluster',
  'container',
  'endpoint',
  'env',
  'instance',
  'job',
  'namespace',
  'pod',
  'prometheus',
  'service',
  'severity',
];

/** Rules of deckhouse/deckhouse modules/340-extended-monitoring, both the older ones and those with `name`. */
function exported(kind: string): readonly [RegExp, readonly string[]] {
  const troubles =
    'ImageAbsent|BadImageFormat|RegistryUnavailable|RegistryV1ApiNotSupported|AuthenticationFailure|AuthorizationFailure|UnknownError';
  const labels = ['cluster', 'container', 'd8_component', 'd8_module', kind.toLowerCase(), 'image', 'name'];
  return [new RegExp(`^${kind}(?:${troubles})$`), [...labels, 'namespace', 'prometheus', 'severity_level']];
}

/** Which labels the rules of kubernetes-mixin carry. */
const CARRIED: readonly (readonly [alert: RegExp, labels: readonly string[]])[] = [
  [/^KubePodNotReady$/, ['cluster', 'job', 'namespace', 'pod', 'prometheus', 'severity']],
  [/^KubeDeployment/, [...SCRAPED, 'deployment', 'condition']],
  [/^KubeStatefulSet/, [...SCRAPED, 'statefulset']],
  [/^KubeDaemonSet/, [...SCRAPED, 'daemonset']],
  [/^KubeJob/, [...SCRAPED, 'condition', 'job_name']],
  [
    /ImageUnavailable$/,
    ['cluster', 'container', 'image', 'instance', 'job', 'name', 'namespace', 'severity'],
  ],
  ...['CronJob', 'DaemonSet', 'Deployment', 'StatefulSet'].map((kind) => exported(kind)),
  [/^Harbor/, ['cluster', 'component', 'instance', 'job', 'namespace', 'prometheus', 'severity']],
];
const ANY = [...SCRAPED, 'reason', 'region', 'uid'];

/** What people group by. */
const GROUPED_BY: Readonly<Record<string, number>> = { namespace: 2, cluster: 1, job: 1 };

/** How well a value suits a name that it is known to have. */
const KNOWN = 8;

type Suited = (name: string, value: string) => number | null;

const SKIPPED = -0.5;
const UNKNOWN = -3;

interface Fit {
  readonly score: number;
  readonly labels: Labels;
}

/**
 * Labels of one title, its prefix already gone; alertname where the first word can be one. `known`: what other words of
 * the message name, which a value that equals it is then.
 */
export function labelValues(title: string, known: Labels = {}): Labels {
  const suits: Suited = (name, value) => (known[name] === value ? KNOWN : (SHAPES[name]?.(value) ?? null));
  const [, group = '', others = ''] = /^([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(title.slice(0, 1100)) ?? [];
  const inGroup = group.split(/\s+/).filter(Boolean).slice(0, 5);
  const inOthers = others.split(/\s+/).filter(Boolean).slice(0, 24);
  const from = [inGroup, inOthers].find(([word = '']) => /^[A-Z][A-Za-z0-9_]{3,}$/.test(word));
  const alertname = from?.shift();
  const names = [...(CARRIED.find(([alert]) => alert.test(alertname ?? ''))?.[1] ?? ANY)].sort();
  let best: Fit = { score: Number.NEGATIVE_INFINITY, labels: {} };
  for (const grouped of fits(inGroup, names, suits)) {
    const left = names.filter((name) => grouped.labels[name] === undefined);
    const rest = bestFit(inOthers, left, suits);
    const score = grouped.score + rest.score;
    if (score > best.score) best = { score, labels: { ...grouped.labels, ...rest.labels } };
  }
  return { ...best.labels, ...(alertname ? { alertname } : {}) };
}

/** Every way to name up to five values in order. */
function fits(values: readonly string[], names: readonly string[], suits: Suited): readonly Fit[] {
  const [value, ...rest] = values;
  if (value === undefined) return [{ score: 0, labels: {} }];
  const unnamed = fits(rest, names, suits).map(({ score, labels }) => ({ score: score + UNKNOWN, labels }));
  const ways = names.flatMap((name, index) => {
    const score = suits(name, value);
    if (score === null) return [];
    return fits(rest, names.slice(index + 1), suits).map((fit) => ({
      score: fit.score + score + (GROUPED_BY[name] ?? 0),
      labels: { ...fit.labels, [name]: value },
    }));
  });
  return [...ways, ...unnamed];
}

/** The best way to name values in order, by dynamic programming over (value, name). */
function bestFit(values: readonly string[], names: readonly string[], suited: Suited): Fit {
  let after: Fit[] = names.map((_, index) => ({ score: (names.length - index) * SKIPPED, labels: {} }));
  after.push({ score: 0, labels: {} });
  for (const value of [...values].reverse()) {
    const row: Fit[] = new Array(names.length + 1);
    for (let index = names.length; index >= 0; index -= 1) {
      const none = after[index] as Fit;
      let best: Fit = { score: none.score + UNKNOWN, labels: none.labels };
      const name = names[index];
      if (name !== undefined) {
        const skipped = row[index + 1] as Fit;
        if (skipped.score + SKIPPED > best.score)
          best = { score: skipped.score + SKIPPED, labels: skipped.labels };
        const suits = suited(name, value);
        const next = after[index + 1] as Fit;
        if (suits !== null && next.score + suits > best.score)
          best = { score: next.score + suits, labels: { ...next.labels, [name]: value } };
      }
      row[index] = best;
    }
    after = row;
  }
  return after[0] as Fit;
}
