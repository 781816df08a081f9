/** How the image fares elsewhere: what only one node suffers from is that node's own fault. Pure. */
import type { Case } from '../../engine/case.ts';
import { since } from '../../engine/since.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { kubelet } from '../../probes/kubelet.ts';
import { type OtherNodesFact, otherNodes } from '../../probes/other-nodes.ts';

interface OtherWords {
  readonly title: string;
  holds(of: { image: string; nodes: readonly string[]; more: number }): string;
  runs(of: { image: string; nodes: readonly string[]; more: number }): string;
  pulled(of: { node: string; pod: string; ago: string }): string;
  fails(of: { nodes: readonly string[]; more: number }): string;
  onlyHere(node: string): string;
  readonly everywhere: string;
}

const MOST_NAMED = 5;

const named = (nodes: readonly string[], more: number): string =>
  `${nodes.map((node) => `\`${node}\``).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;

const words: Words<OtherWords> = {
  en: {
    title: 'Other nodes',
    holds: ({ image, nodes, more }) => `\`${image}\` lies on ${named(nodes, more)}`,
    runs: ({ image, nodes, more }) => `pods of the same revision have \`${image}\` on ${named(nodes, more)}`,
    pulled: ({ node, pod, ago }) => `\`${pod}\` pulled it on \`${node}\` ${ago} ago`,
    fails: ({ nodes, more }) => `it fails on ${named(nodes, more)} as well`,
    onlyHere: (node) =>
      `others pulled it while \`${node}\` failed, and only \`${node}\` is seen to fail: look at what is different there`,
    everywhere: 'no other node is seen to have it: the fault is not of this node alone',
  },
};

export function otherNodesDetail(cases: readonly Case[], language: Language): Section | null {
  const say = words[language];
  const lines = [...new Set(cases.filter(({ failing }) => failing).flatMap((one) => linesOf(one, say)))];
  return lines.length === 0 ? null : { id: 'other-nodes', title: say.title, lines };
}

function linesOf({ pull: { image }, answers, node }: Case, say: OtherWords): readonly string[] {
  const answer = answers.get(otherNodes.id);
  const fact = factIn(answers, otherNodes);
  if (!fact || answer?.state !== 'known') return [];
  const running = distinct(fact.run.map((each) => each.node));
  const failing = distinct(fact.fail.map((each) => each.node));
  const holding = fact.hold.filter((each) => !running.includes(each));
  const [pulled] = fact.pulled.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return [
    ...(running.length > 0 ? [say.runs({ image, ...cut(running) })] : []),
    ...(holding.length > 0 ? [say.holds({ image, ...cut(holding) })] : []),
    ...(pulled ? [say.pulled({ ...pulled, ago: since(pulled.at, answer.at) })] : []),
    ...(failing.length > 0 ? [say.fails(cut(failing))] : []),
    ...meaning(fact, node, factIn(answers, kubelet)?.since ?? null, say),
  ];
}

/** A node that holds the image may have pulled it before the fault began; one that pulled it since has no fault. */
function meaning(
  { hold, run, fail, pulled }: OtherNodesFact,
  node: string | null,
  failingSince: string | null,
  say: OtherWords,
): readonly string[] {
  const began = failingSince === null ? Number.POSITIVE_INFINITY : Date.parse(failingSince);
  const pulledSince = pulled.some(({ at }) => Date.parse(at) > began);
  if (pulledSince && fail.length === 0 && node !== null) return [say.onlyHere(node)];
  return hold.length + run.length === 0 && fail.length > 0 ? [say.everywhere] : [];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

function cut(nodes: readonly string[]): { readonly nodes: readonly string[]; readonly more: number } {
  return { nodes: nodes.slice(0, MOST_NAMED), more: Math.max(0, nodes.length - MOST_NAMED) };
}
