/** Sentences in which alerts and people name a place: `Pod shop/cart-0 (container web)`, `in namespace 'x'`. */
import { ON_CLUSTER } from './cluster-words.ts';

export const NAME = '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?';

const QUOTE = '[`"\'*]{0,2}';
const KIND = '(?:deployment|statefulset|daemonset|cronjob|replicaset|workload)';

/** A pod by its form: a Deployment's, a StatefulSet's, or a DaemonSet's with a digit in its suffix. */
const POD =
  '(?:[a-z0-9][a-z0-9-]*-(?:[a-z0-9]{5,10}-[a-z0-9]{5}|[0-9]{1,4}|(?=[a-z]{0,4}[0-9])[bcdfghjklmnpqrstvwxz2456789]{5})(?![a-z0-9-]))';

/** Between the columns of a row. */
const BAR = ' (?:[|→»›>·•–—/]|-[->]?|::?) ';

/** Words that stand where a name could. */
export const NOT_A_NAME =
  /^(?:the|an?|and|or|is|are|was|were|has|have|in|on|of|for|from|to|by|with|that|this|its?|can|cannot|failed|not|ready|pod|name|status|could|did|state|waits?|waiting|namespace|cluster|container|image|level|wide|which|where|rollout|replicas|none|null|unknown|undefined|true|false|all|any|n\/a|details?|description|summary|kubernetes|k8s|kind|resolved|firing|warning|critical|info|pending|ok|error|init|same|wrong|another|other|every|each|your|our|my|their|some|multiple|different|it|any|one)$/i;

interface Sentence {
  readonly says: RegExp;
  readonly names: readonly string[];
}

const said = (pattern: string, names: readonly string[], flags = ''): Sentence => ({
  says: new RegExp(pattern, flags),
  names,
});

/** The first that names a thing wins; each linear. */
export const SENTENCES: readonly Sentence[] = [
  // The kubelet's own way: pod cart-0_shop(174f9aeb-…).
  said(`\\bpod [\`"']{0,2}(${POD})_([a-z0-9-]{1,63})\\(`, ['pod', 'namespace']),
  said(`\\bpods?/([a-z0-9][a-z0-9-]*)/(${POD})`, ['namespace', 'pod'], 'i'),
  said(
    `\\bpods?/(${POD})${QUOTE} [(\\[](?:ns:? |namespace:? )?${QUOTE}([a-z0-9][a-z0-9-]*)${QUOTE}[)\\]]`,
    ['pod', 'namespace'],
    'i',
  ),
  said(`kind: Pod, name: (${NAME}), namespace: (${NAME})`, ['pod', 'namespace'], 'i'),
  said(`(?<![\\w./:@-])([a-z0-9][a-z0-9-]*)/(${POD})/([a-z][a-z0-9-]*[a-z0-9])(?![\\w./:@-])`, [
    'namespace',
    'pod',
    'container',
  ]),
  said(
    `(?<![\\w./:@-])([a-z0-9][a-z0-9-]*)/(${POD})${QUOTE},? [(\\[]${QUOTE}(?:container:? )?${QUOTE}([a-z][a-z0-9-]*)${QUOTE}[)\\]]`,
    ['namespace', 'pod', 'container'],
  ),
  said(
    `\\bContainer:? ${QUOTE}(${NAME})${QUOTE} (?:in|of|on|from) (?:the )?(?:pod )?${QUOTE}([a-z0-9][a-z0-9-]*)/(${POD})`,
    ['container', 'namespace', 'pod'],
    'i',
  ),
  said(`pod/(${NAME}) in namespace (${NAME}) on container (${NAME})`, ['pod', 'namespace', 'container']),
  said(
    `Container ${QUOTE}(${NAME})${QUOTE} (?:in|of) pod ${QUOTE}(${NAME})/(${NAME})`,
    ['container', 'namespace', 'pod'],
    'i',
  ),
  said(
    `\\bPod:? ${QUOTE}(?!\\d+/\\d+\\b)(${NAME})/(${NAME})${QUOTE} \\((?:container:? )?${QUOTE}(${NAME})${QUOTE}\\)`,
    ['namespace', 'pod', 'container'],
    'i',
  ),
  said(
    `\\bPod:? ${QUOTE}(?!\\d+/\\d+\\b)(${NAME})/(${NAME})${QUOTE},? container ${QUOTE}(${NAME})`,
    ['namespace', 'pod', 'container'],
    'i',
  ),
  said(
    `\\bPod:? ${QUOTE}(?!\\d+/\\d+\\b)(${NAME})/(${NAME})${QUOTE}(?=[\\s,.:;)\\]]|$)`,
    ['namespace', 'pod'],
    'im',
  ),
  said(`\\b(${KIND}):? ${QUOTE}(${NAME})/(${NAME})(?![/:\\w])`, ['kind', 'namespace', 'workload'], 'i'),
  said(
    `(?:from|of|for) container (${NAME}) in (?:deployment|statefulset|daemonset|cronjob) (${NAME}) from namespace (${NAME})`,
    ['container', 'workload', 'namespace'],
    'i',
  ),
  said(
    `\\bPod:? ${QUOTE}(${NAME})${QUOTE},? \\(?(?:in|of|on|from)? ?(?:the )?(?:namespace|ns):? ${QUOTE}(${NAME})`,
    ['pod', 'namespace'],
    'i',
  ),
  said(
    `\\bPod(?: name)?:? ${QUOTE}(${POD})${QUOTE}[^.;\\n]{0,60} (?:in|of|from) (?:the )?(?:namespace|ns|project):? ${QUOTE}(${NAME})`,
    ['pod', 'namespace'],
    'i',
  ),
  said(
    `\\bPod:? ${QUOTE}(${POD})${QUOTE} (?:in|of|from) ${QUOTE}([a-z][a-z0-9-]*)${QUOTE} (?:is|has|can|cannot|could|fails|failed|waits|stuck|sits|keeps)\\b`,
    ['pod', 'namespace'],
    'i',
  ),
  said(
    `\\bContainer:? ${QUOTE}(${NAME})${QUOTE} (?:in|of) (?:the )?pod ${QUOTE}(${NAME})${QUOTE}(?=[\\s,.:;)]|$)`,
    ['container', 'pod'],
    'im',
  ),
  said(
    `\\b(${KIND}):? ${QUOTE}(${NAME})${QUOTE} (?:in|of|from) (?:the )?namespace [\`"']?(${NAME})`,
    ['kind', 'workload', 'namespace'],
    'i',
  ),
  said(`\\b(?:in|on|of|from) (?:the )?(?:namespace|ns) ${QUOTE}(${NAME})`, ['namespace'], 'i'),
  said(`\\bnamespace:? [\`"'](${NAME})[\`"']`, ['namespace'], 'i'),
  said(`\\b(?:in|of|from) (?:the )?[\`"'](${NAME})[\`"'] (?:namespace|ns)\\b`, ['namespace'], 'i'),
  said(`\u547d\u540d\u7a7a\u95f4[:\uff1a] ?(${NAME})`, ['namespace']),
  said(`Pod ?\u540d\u79f0[:\uff1a] ?(${NAME})`, ['pod'], 'i'),
  said(`\\bpod:? [\`"'](${NAME})[\`"']`, ['pod'], 'i'),
  said(`\\bPod:? ${QUOTE}(${NAME}-[a-z0-9]{5}|${NAME}-\\d{1,4})${QUOTE}(?=[\\s,.:;)]|$)`, ['pod'], 'im'),
  said(`\\b(${KIND}):? [\`"'](${NAME})[\`"']`, ['kind', 'workload'], 'i'),
  said(
    `(?:\\bcontainer|\u043a\u043e\u043d\u0442\u0435\u0439\u043d\u0435\u0440\u0435):? [\`"'](${NAME})[\`"']`,
    ['container'],
    'i',
  ),
  said(`\\b(?:in|of) (?:the )?[\`"'](${NAME})[\`"'] container\\b`, ['container'], 'i'),
  said(
    `(?<![\\w./:@-])([a-z][a-z0-9-]*)/([a-z0-9-]*[a-z0-9]-(?:[a-z0-9]{5,10}-[a-z0-9]{5}|\\d{1,4}))[\`'"*]{0,2}(?=[\\s,:)\\]]|$)`,
    ['namespace', 'pod'],
    'm',
  ),
  said(`(?<![\\w./:@-])([a-z0-9]+(?:-[a-z0-9]+)+)/([a-z0-9][a-z0-9-]*)/(${POD})(?![\\w/@-]|[.:]\\w)`, [
    'cluster?',
    'namespace',
    'pod',
  ]),
  // A pod's form alone, and a word that stands where its place stands: cart-7d9c6b7b5d-x2x7k in shop on prod-fra-01.
  said(
    `(?:(?<![\\w./:@-])|(?<=\\bpods?/))([a-z0-9][a-z0-9-]*-[a-z0-9]{8,10}-[a-z0-9]{5}|(?<=\\bpods?[ /][\`"'*]{0,2})${POD})${QUOTE} (?:in|from|of) (?:the )?${QUOTE}([a-z][a-z0-9-]*)${QUOTE}(?=$|[\\s,.:;)])`,
    ['pod', 'namespace?'],
    'm',
  ),
  said(
    `\\b(${KIND}) ${QUOTE}(${NAME})${QUOTE} (?:in|from|of) (?:the )?${QUOTE}([a-z][a-z0-9-]*)${QUOTE}(?=$|[\\s,.:;)])`,
    ['kind', 'workload', 'namespace?'],
    'im',
  ),
  said(
    `(?<![\\w./:@-])([a-z0-9]+(?:-[a-z0-9]+)+)${QUOTE} (${KIND}) (?:in|of|from|has)\\b`,
    ['workload', 'kind'],
    'i',
  ),
  said(`\\b(?:in|of|from) (?:the )?([a-z][a-z0-9-]*) (?:namespace|ns)\\b`, ['namespace'], 'i'),
  // Columns of a template: prod-fra-01 | shop | cart-7d9c6b7b5d-x2x7k, *shop* / `cart-0`.
  said(
    `(?<![\\w./:@-])([a-z0-9]+(?:-[a-z0-9]+)+)${QUOTE}${BAR}${QUOTE}([a-z][a-z0-9-]*)${QUOTE}${BAR}${QUOTE}(?:[Pp]od ${QUOTE})?(${POD})`,
    ['cluster?', 'namespace?', 'pod'],
  ),
  said(
    `(?<![\\w./:@-])([a-z][a-z0-9-]*)${QUOTE}${BAR}${QUOTE}(?:[Pp]od ${QUOTE})?([a-z0-9][a-z0-9-]*-[a-z0-9]{8,10}-[a-z0-9]{5})(?![\\w-])`,
    ['namespace?', 'pod'],
  ),
  said(`\\bpods?/${QUOTE}(${POD})`, ['pod'], 'i'),
  said(`spec\\.(?:initContainers|containers|ephemeralContainers)\\{([a-z0-9-]{1,63})\\}`, ['container']),
  said(`\\b(?:for|of|in|on|from) container ${QUOTE}(${NAME})`, ['container'], 'i'),
  said(`\\bcluster:? ${QUOTE}([a-z0-9]+(?:-[a-z0-9]+)+)`, ['cluster?'], 'i'),
  said(
    `(?:@ ?|\\bon )${QUOTE}([a-z0-9]+(?:-[a-z0-9]+)+)${QUOTE}(?=$|[\\s,;:)\\]]|\\.(?:\\s|$))`,
    ['cluster?'],
    'm',
  ),
  said(`\\b(?:in|on|of|from) (?:the )?cluster ${QUOTE}(${NAME})`, ['cluster'], 'i'),
  said(
    `(?<![\\w./-])([a-z0-9-]*[a-z0-9]-[a-z0-9]{6,10}-[a-z0-9]{5})${QUOTE}:? (?:is |- )?(?:stuck )?(?:in )?${QUOTE}(?:Init:)?(?:ErrImage|ImagePull|InvalidImage)`,
    ['pod'],
  ),
  said(`\\bcluster:? [\`"'](${NAME})[\`"']`, ['cluster'], 'i'),
  said(ON_CLUSTER, ['cluster']),
  // The kubelet's own log: err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: …" pod="shop/web-0".
  said(`\\bpod=["'](${NAME})/(${NAME})["']`, ['namespace', 'pod']),
  said(
    `StartContainer[\\\\"]{1,4} for [\\\\"]{1,4}(${NAME})[\\\\"]{1,4} with (?:ErrImage|ImagePull|InvalidImage)`,
    ['container'],
  ),
];
