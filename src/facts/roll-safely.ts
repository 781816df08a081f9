/** Whether a change of a workload's template can leave its rollout hanging. Pure. */
import type { Words } from '../engine/words.ts';
import type { ClaimModesFact } from '../probes/claim-modes.ts';
import type { WorkloadFact } from '../probes/workload.ts';

const ONE_NODE: ReadonlySet<string | null> = new Set(['ReadWriteOnce', 'ReadWriteOncePod', null]);

const words: Words<{
  paused(name: string): string;
  hangs(namespace: string, name: string): string;
}> = {
  en: {
    paused: (name) => `\`${name}\` is paused: it would not roll. Resume it first`,
    hangs: (namespace, name) =>
      `its volume can be mounted on one node, and RollingUpdate starts the new pod before the old one ends: the rollout can hang. Set \`strategy.type: Recreate\` first: \`kubectl -n ${namespace} patch deployment ${name} -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'\``,
  },
};

/** Null when it is safe. A StatefulSet ends its pod before it makes the next. */
export function whyNotRoll(
  { kind, namespace, name, strategy, isPaused, claims }: WorkloadFact,
  { modes }: ClaimModesFact,
): string | null {
  if (isPaused) return words.en.paused(name);
  const mounts = kind === 'Deployment' && claims.some(({ from }) => from === 'volume');
  const oneNode = mounts && strategy === 'RollingUpdate' && modes.some((mode) => ONE_NODE.has(mode));
  return oneNode ? words.en.hangs(namespace, name) : null;
}
