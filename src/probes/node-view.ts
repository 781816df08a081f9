import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { NodeQuestion, NodeView } from '../engine/node-view.ts';
import type { Probe } from '../engine/probe.ts';
import { verdictWords } from '../engine/verdict-words.ts';
import type { Words } from '../engine/words.ts';
import { node } from './node.ts';
import { pod } from './pod.ts';
import { reference } from './reference.ts';

const words: Words<{ readonly asks: string; readonly failed: (node: string, says: string) => string }> = {
  en: {
    asks: 'asking the worker on its node',
    failed: (node, says) =>
      `node \`${node}\` could not be asked (${says}): its resolver, trust store, proxy and mirrors were not read`,
  },
};

/** What the pod's node sees of the image, by the worker that runs there. Never waits where none lives. */
export const nodeView: Probe<NodeView> = {
  id: 'node-view',
  asks: () => words.en.asks,
  timeBoxMs: 8_000,
  async ask({ pull, cluster, nodes, signal, ask, need }) {
    if (pull.pod === undefined || cluster === null) throw new NotReached('pod');
    const [{ pod: of }, parsed] = await Promise.all([need(pod), need(reference)]);
    if (of.node === null) throw new NotReached('pod');
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (nodes === null) throw new CouldNotAsk(verdictWords.en.noNodeWorker(of.node));
    const bound = await ask(node);
    const runtime = bound.state === 'known' ? runtimeOf(bound.fact.node.runtime) : null;
    const question = { image: pull.image, ...(runtime === null ? {} : { runtime }) };
    const answer = await nodes.view({ cluster: cluster.name, node: of.node }, question, signal);
    if (answer.ended === 'seen') return answer.view;
    if (answer.ended === 'no-worker') throw new CouldNotAsk(verdictWords.en.noNodeWorker(of.node));
    throw new CouldNotAsk(words.en.failed(of.node, answer.says));
  },
};

/** `containerd://1.7.24`, `cri-o://1.31.0`, `docker://27.3.1`. */
function runtimeOf(version: string): NodeQuestion['runtime'] | null {
  const name = version.split('://', 1)[0];
  return name === 'containerd' || name === 'cri-o' || name === 'docker' ? name : null;
}
