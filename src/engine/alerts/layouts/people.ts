/** People who paste an error or kubectl's output, or ask about an object by name. */

import { clusterAmong, othersOf } from '../cluster-named.ts';
import { clusterForm, NOT_A_CLUSTER, ON_CLUSTER } from '../cluster-words.ts';
import { unique } from '../harbor-event.ts';
import { onlyImage } from '../image-said.ts';
import type { Layout, Reading } from '../reading.ts';
import { troubledRegistry } from '../registry-trouble.ts';
import { saysPull } from '../relevance.ts';
import { loosePod, loosePods, spoken } from '../spoken.ts';
import { type AlertTarget, type Labels, registryOfImage, targetOf } from '../target.ts';
import { containerOfEvent, describedPod, eventRows, podRows, withoutTables } from './kubectl-output.ts';

export const people: Layout = (said) => {
  if (said.by !== 'person') return null;
  if (OVER.test(said.lines) && !STILL.test(said.lines)) return null;
  if (!saysPull(said.lines)) return troubled(said.lines);
  const pasted = said.lines.replaceAll('`', '');
  const lines = withoutTables(pasted);
  const words = inWords(lines);
  const pods = podRows(pasted, words);
  const described = describedPod(lines);
  const container = containerOfEvent(lines);
  const told = {
    ...words,
    ...described[0],
    ...evented(lines),
    ...(container ? { container } : {}),
    ...spoken(lines),
  };
  const loose = 'pod' in told || 'workload' in told ? undefined : loosePod(lines);
  const image = 'image' in told ? undefined : onlyImage(lines);
  const labels = { ...told, ...(image ? { image } : {}), ...(loose ? { pod: loose } : {}) };
  const about: AlertTarget | null = targetOf(labels);
  const waiting = described.some(({ container: waits }) => waits)
    ? unique(described.map((one) => targetOf({ ...words, ...one })).filter((one) => one !== null))
    : [];
  const targets =
    [pods, waiting, eventRows(pasted, words), several(lines, labels)].find((some) => some.length > 0) ?? [];
  // A word about the error alone, with nothing to look at, is talk.
  const relevant =
    targets.length > 0 ||
    (about !== null && (about.pod ?? about.workload ?? about.image ?? about.namespace) !== undefined);
  if (!relevant) return troubled(said.lines);
  return {
    alertname: null,
    status: 'firing',
    labels,
    relevance: 'explicit',
    ...(targets.length > 0 ? { targets } : {}),
  };
};

/** Pods that a sentence names one after another. */
function several(lines: string, labels: Labels): readonly AlertTarget[] {
  const pods = labels.pod === undefined ? loosePods(lines) : [];
  if (pods.length < 2 || pods.length > 40) return [];
  return pods.map((pod) => targetOf({ ...labels, pod })).filter((one) => one !== null);
}

/** What is told as done with. */
const OVER = /\b(?:solved|fixed|sorted out|is gone|works (?:again|now)|working again|back to normal)\b/i;
const STILL = /\b(?:still|again fail|but now|not fixed|n't fixed|not solved|cannot be|how (?:can|do|to))\b/i;

/** A registry that somebody finds down, with no word on who pulls from it. */
function troubled(lines: string): Reading {
  const registry = troubledRegistry(lines);
  const image = onlyImage(lines);
  if (!registry) return { alertname: null, status: null, labels: {}, relevance: 'no' };
  return {
    alertname: null,
    status: 'firing',
    labels: {},
    relevance: 'explicit',
    targets: [image && registryOfImage(image) === registry ? { image, registry } : { registry }],
  };
}

const NOT_NAMES =
  /^(?:nodes?|runners?|ci|docker|kubelet|containerd|jenkins|users?|they|cluster|the|a|an|my|our|this|that|it|its|is|are|prod|production|staging|and|or|with|for|of|to|which|what|does|same|another|other|every|each|wrong|image|pod|pods|anyone|everything|someone|nothing|we|you|kubernetes|k8s|there)$/i;

/** kube-ps1 and its like in front of a command: `(⎈|prod-eu:shop)`, `⎈ prod-eu/shop`, `(prod-eu:shop) $ kubectl`. */
const PROMPT =
  /(?:\(?\u2388 ?\|? ?|^[^\n]{0,60}?[([])(?![\w.-]{1,60}@)([a-z0-9][\w.-]{1,60})(?:[:/|][a-z0-9-]{1,63})?[)\]]?(?=\u2388|[^\n]{0,40}[$#%>\u276f\u279c\u03bb] {0,3}(?:kubectl|k|oc|crictl) )/m;
const PROMPTED =
  /(?:\(?\u2388 ?\|? ?|^[^\n]{0,60}?[([])[a-z0-9][\w.-]{1,60}[:/|]([a-z0-9-]{1,63})[)\]]?(?=[^\n]{0,40}[$#%>\u276f\u279c\u03bb] {0,3}(?:kubectl|k|oc|crictl) )/m;

/** `cart-api can't pull its image`: a name of one word only where it is the image's owner. */
const CANNOT_PULL =
  /(?<![\w./:-]|\b(?:in|on|at|from|of|namespace|ns|cluster) )([a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){0,8})(?:'s)?(?: pods?)?(?: (?:in|on|at|from) (?:the )?(?:(?:namespace|ns|cluster) )?[a-z0-9][\w.-]{0,60}(?: (?:namespace|ns|cluster)\b)?){0,3} (?:still |again |suddenly )?(?:can(?:no|')t|could(?:n't| not)|won't|(?:is|are) (?:unable|failing) to|fails? to|keeps? failing to) pull (?:its|(?<=-[a-z0-9]{1,60}\b[^\n]{1,40} )(?:the|their|any|new)) image/;

/** `cart-api has been stuck in ErrImagePull`: of two words at least, for anything may be stuck. */
const SITS_IN =
  /(?<![\w./:-]|\b(?:in|on|at|from|of|namespace|ns|cluster) )([a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){1,8})(?: pods?)? (?:(?:has been|have been|is|are|was|were|keeps?|still|again|just|all|now) ){0,3}(?:(?:sitting|stuck|hanging|waiting|stays?|sits?|going|went|fell|falling|looping) )?(?:back )?(?:in|into|on|at|with) (?:Init:)?(?:ErrImagePull|ImagePullBackOff)\b/;

/** `cluster eu-1`, `ns edge`, `-n edge`, `deployment/api`, `why is api not pulling in eu-1`. */
function inWords(lines: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const keep = (key: string, says: RegExp) => {
    const value = says.exec(lines)?.[1]?.replace(/[.,:]$/, '');
    if (value && !NOT_NAMES.test(value)) found[key] ??= value;
  };
  keep('cluster', /\b(?:cluster|context)[ =:]+([a-z0-9][a-z0-9.-]*)/i);
  keep('cluster', /--(?:context|kube-context)[ =]([A-Za-z0-9][\w.-]*)/);
  keep('cluster', PROMPT);
  const first = lines
    .split('\n')
    .slice(0, 3)
    .map((row) => /^([a-z0-9]+(?:-[a-z0-9]+)+)(?::? *$|: )/.exec(row.trim().slice(0, 300))?.[1]);
  const above = first.find((word) => word !== undefined && clusterForm(word) === 'sure');
  if (above) found.cluster ??= above;
  keep('cluster', /\b(?:kubectx|use-context|kubie ctx|kctx) ([A-Za-z0-9][\w.-]*)/);
  keep('cluster', /^(?:context|cluster|current-context|ctx): {0,20}([A-Za-z0-9][\w.-]*)/im);
  keep('cluster', new RegExp(`\\b(?:in|on) ((?!ip-|host)${NOT_A_CLUSTER}[a-z0-9]+(?:-[a-z0-9]+)*-\\d+)\\b`));
  keep('cluster', new RegExp(ON_CLUSTER));
  keep('namespace', PROMPTED);
  keep('namespace', new RegExp(`\\bin ([a-z][a-z0-9-]*) (?=${ON_CLUSTER})`));
  keep('namespace', /\b(?:kubens|oc project|kns) ([a-z0-9][a-z0-9-]*)/);
  keep('namespace', /(?:\s-n|--namespace)[ =]([a-z0-9][a-z0-9-]*)/);
  keep('namespace', /\b(?:ns|namespace)[ =:/]+["']?([a-z0-9][a-z0-9-]*)/i);
  keep('namespace', /\bin (?:the )?([a-z0-9][a-z0-9-]*) (?:namespace|ns)\b/i);
  keep('pod', /\bpods?[/ ]["']?([a-z0-9][a-z0-9.-]*-[a-z0-9.-]*[a-z0-9])/);
  keep('pod', /\b([a-z0-9][a-z0-9-]{0,200}-(?:\d{1,4}|[a-z0-9]{5})) in (?:ns|namespace) /);
  keep(
    'workload',
    /\b(?:deployment|deploy|statefulset|sts|daemonset|ds|cronjob)(?:\.apps)?[/ ]["']?([a-z0-9][a-z0-9.-]*[a-z0-9])/i,
  );
  keep('workload', /\bwhy (?:is|does|can|isn't|can't|won't) ([a-z0-9][a-z0-9-]*[a-z0-9])\b/i);
  if (loosePod(lines) === null) {
    keep('workload', CANNOT_PULL);
    keep('workload', SITS_IN);
  }
  if (found.pod) delete found.workload;
  const cluster = found.cluster
    ? undefined
    : (introduced(lines) ?? clusterAmong(lines.slice(0, 20_000).split('\n'), othersOf(found)));
  return cluster ? { ...found, cluster } : found;
}

/** A line that ends with a colon above what is pasted: `events -o wide from edge-nordics:`, `prod-fra-01:`. */
function introduced(lines: string): string | undefined {
  const rows = lines.slice(0, 20_000).split('\n');
  for (const [index, row] of rows.entries()) {
    if (
      !/\b(?:NAME|LAST SEEN|Warning|Name:|kubectl|\d+\/\d+)\b/.test(
        rows.slice(index + 1, index + 4).join('\n'),
      )
    )
      continue;
    const alone = /^([a-z0-9]+(?:-[a-z0-9]+)+) ?:$/.exec(row.trim().slice(0, 80))?.[1];
    const from = /\b(?:from|on) ([a-z0-9]+(?:-[a-z0-9]+)+) ?:$/.exec(row.trim().slice(-120))?.[1];
    const name = from ?? (alone && clusterForm(alone) === 'sure' ? alone : undefined);
    if (!name) continue;
    // What is pasted below may be of a workload that the line names.
    const isNamed = new RegExp(`\\b${name}\\b`);
    return rows.slice(index + 1).some((below) => below !== row && isNamed.test(below)) ? undefined : name;
  }
  return undefined;
}

/** `kubectl get events`: `… Warning  Failed  pod/x  Failed to pull image …`. */
function evented(lines: string): Readonly<Record<string, string>> {
  const pod = /\bpod\/([a-z0-9][a-z0-9.-]*)/.exec(lines)?.[1];
  return pod ? { pod } : {};
}
