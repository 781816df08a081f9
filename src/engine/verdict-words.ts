/** Sentences of the verdict itself; a cause's own sentences are in its check. */
import type { Pull } from './subject.ts';
import type { Confidence } from './verdict.ts';
import type { Words } from './words.ts';

interface VerdictWords {
  fromText(probably: string, confidence: Confidence): string;
  contradicted(of: {
    title: string;
    node: string | null;
    image: string;
    /** Other nodes that pulled it meanwhile. */
    elsewhere?: readonly string[];
  }): string;
  /** The same, decided: the node's own worker gets through as well. */
  over(of: { title: string; node: string; image: string }): string;
  readonly overExplains: string;
  readonly contradictedExplains: string;
  contradictedSteps(of: { pull: Pull; node: string | null }): readonly string[];
  ownTrouble(summary: string): string;
  noNodeWorker(node: string): string;
  healthyPod(of: { pod: string; node: string | null }): string;
  pulledAt(of: { image: string; says: string }): string;
  otherTrouble(of: { pod: string; state: string }): string;
  healthyUse(of: { image: string; pod: string; node: string | null }): string;
  unclear(of: { what: string; node: string | null }): string;
  unclearNext(of: { pull: Pull; node: string | null }): readonly string[];
  place(of: { pod: string; node: string | null }): string;
  waits(since: string): string;
  siblings(of: { count: number; owner: string }): string;
}

const lowerFirst = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
const onNode = (node: string | null): string => (node === null ? 'the node' : `node \`${node}\``);

export const verdictWords: Words<VerdictWords> = {
  en: {
    fromText: (probably, confidence) =>
      confidence === 'likely'
        ? `Probably ${probably}, judging by the kubelet’s words alone.`
        : `Possibly ${probably}: the kubelet’s words alone cannot tell.`,
    contradicted: ({ title, node, image, elsewhere = [] }) =>
      elsewhere.length > 0
        ? `The kubelet on ${onNode(node)} reports “${lowerFirst(title)}” for \`${image}\`, while ${elsewhere.map((one) => `\`${one}\``).join(', ')} pulled it and from here every such step works: it is local to ${onNode(node)}.`
        : `The kubelet on ${onNode(node)} reports “${lowerFirst(title)}” for \`${image}\`, yet from here every such step works now: it is local to that node, passing, or already mended.`,
    over: ({ title, node, image }) =>
      `The kubelet on node \`${node}\` reported “${lowerFirst(title)}” for \`${image}\`, and now it works, from here and from \`${node}\` itself: it has passed or was mended, and the kubelet has not tried again yet.`,
    overExplains:
      'The worker on the node asked the same hosts just now, with the node’s own resolver, proxy, mirrors and trust store, and got through. Between its tries the kubelet waits up to five minutes and repeats its last words meanwhile.',
    contradictedExplains:
      'The node and the bot ask the same registry from different places. When only the node fails, look at what differs: its resolver, its trust store, its proxy or mirrors, its clock. When the fault has just been mended, the kubelet simply has not tried again yet.',
    contradictedSteps: ({ pull, node }) => [
      ...(pull.pod
        ? [
            `Let the kubelet try again now: \`kubectl -n ${pull.namespace} delete pod ${pull.pod}\` (only if a controller owns it).`,
          ]
        : []),
      `On ${onNode(node)}: \`crictl pull ${pull.image}\`, and compare what it says with the evidence here.`,
      `On ${onNode(node)}: look at \`/etc/resolv.conf\`, \`/etc/containerd/certs.d/\` and the proxy settings of containerd.`,
    ],
    ownTrouble: (summary) =>
      `the node gets further than the bot can: ${summary} This is about where the bot stands, not about the pull.`,
    noNodeWorker: (node) =>
      `no worker runs on node \`${node}\`: its resolver, trust store, proxy and mirrors were not read`,
    healthyPod: ({ pod, node }) =>
      node === null
        ? `\`${pod}\` has its images.`
        : `\`${pod}\` has its images and does not wait for any; it is on node \`${node}\`.`,
    pulledAt: ({ image, says }) => `\`${image}\`: ${says}`,
    otherTrouble: ({ pod, state }) => `No pull of \`${pod}\` fails. ${state}`,
    healthyUse: ({ image, pod, node }) =>
      `\`${image}\` is well: \`${pod}\` on ${onNode(node)} has it, and from here every step of its pull works now.`,
    unclear: ({ what, node }) =>
      `The pull of \`${what}\` fails on ${onNode(node)}, and nothing we can reach explains it.`,
    unclearNext: ({ pull, node }) => [
      `On ${onNode(node)}: \`crictl --debug pull ${pull.image}\` shows the step at which it fails.`,
      `On ${onNode(node)}: \`journalctl -u containerd --since -15min | grep -F '${pull.image.split(':')[0]}'\``,
      ...(pull.pod ? [`\`kubectl -n ${pull.namespace} describe pod ${pull.pod}\``] : []),
    ],
    place: ({ pod, node }) =>
      node === null ? `\`${pod}\` is not bound to a node yet` : `\`${pod}\` on node \`${node}\``,
    waits: (since) => `waiting ${since}`,
    siblings: ({ count, owner }) =>
      count === 1
        ? `1 other pod of ${owner} waits for the same image`
        : `${count} other pods of ${owner} wait for the same image`,
  },
};
