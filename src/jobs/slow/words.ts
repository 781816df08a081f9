/** Sentences about where the time of a pull goes. */
import { sizeOf } from '../../engine/bytes.ts';
import type { Words } from '../../engine/words.ts';
import { SLOW_STEPS } from '../../facts/slow-steps.ts';
import type { Contributor, ContributorKind, TimeSpent } from './contributors.ts';

interface SlowWords {
  slow(of: { image: string; spent: TimeSpent; biggest: Contributor | null }): string;
  fine(of: { image: string; spent: TimeSpent }): string;
  unknown(image: string): string;
  part(of: Contributor): string;
  readonly explains: Readonly<Record<ContributorKind | 'none', string>>;
  steps(of: { kind: ContributorKind | 'none'; image: string; node: string | null }): readonly string[];
  readonly measured: string;
  /** `sizes`: of the layers, from the base up. */
  size(of: { bytes: number; sizes: readonly number[] }): string;
  speed(of: { perSecond: number; latencyMs: number }): string;
  noSpeed(of: { says: string; latencyMs: number }): string;
  storage(of: { host: string; registry: string }): string;
  answers(steps: readonly { readonly id: string; readonly ms: number }[]): string;
  pressure(node: string): string;
  throttled(says: string): string;
  readonly fails: string;
}

export function lengthOf(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const onNode = (node: string | null): string => (node === null ? 'the node' : `node \`${node}\``);

export const slowWords: Words<SlowWords> = {
  en: {
    slow({ image, spent: { how, totalMs }, biggest }) {
      const took = {
        told: `The last pull of \`${image}\` took ${lengthOf(totalMs)}`,
        'under-way': `\`${image}\` has been pulled for ${lengthOf(totalMs)} and is not done`,
        estimated: `A pull of \`${image}\` takes about ${lengthOf(totalMs)} at the speed measured from here`,
      }[how];
      return biggest === null ? `${took}.` : `${took}; the biggest part: ${slowWords.en.part(biggest)}.`;
    },
    fine: ({ image, spent: { how, totalMs } }) =>
      how === 'estimated'
        ? `\`${image}\` is not slow from here: a pull takes about ${lengthOf(totalMs)}. Nobody here has pulled it, so no node’s own time is known.`
        : how === 'told'
          ? `The pull of \`${image}\` is not slow: the last one took ${lengthOf(totalMs)}.`
          : `\`${image}\` is being pulled since ${lengthOf(totalMs)}: not slow yet.`,
    unknown: (image) =>
      `Nothing tells how long \`${image}\` takes: the events of its pull are gone or unread, and its layers could not be measured.`,
    part: ({ kind, ms }) =>
      ({
        waiting: `${lengthOf(ms)} waiting for other pulls of the node`,
        transfer: `about ${lengthOf(ms)} of transfer at the speed measured from here`,
        node: `${lengthOf(ms)} on the node beyond that (its own line, unpacking, its disk)`,
        registry: `${lengthOf(ms)} until the registry hands out the first byte`,
      })[kind],
    explains: {
      waiting:
        'A kubelet pulls one image after the other by default (`serializeImagePulls`), and not more than `registryPullQPS` a second: what waits behind a large image waits as long as that takes.',
      transfer:
        'The bytes themselves take the time: the image is large for the line to its registry. Layers that a node has already are not fetched again.',
      node: 'The node took longer than the bytes need from here: its line to the registry is slower than ours, or unpacking and writing the layers is; both go on at once in containerd.',
      registry:
        'Every pull asks the registry some questions before the first byte, one after the other; a slow token service or database shows here.',
      none: 'No part of it stands out.',
    },
    steps({ kind, image, node }) {
      const measure = `Measure on ${onNode(node)}: \`time crictl pull ${image}\``;
      const by: Readonly<Record<typeof kind, readonly string[]>> = {
        waiting: [
          'In the kubelet’s configuration: `serializeImagePulls: false` with `maxParallelImagePulls: 3`; `registryPullQPS` (5) and `registryBurst` (10) where many pods start at once.',
          'Pull large images beforehand with a DaemonSet, so that small ones do not wait behind them.',
          SLOW_STEPS.crowd,
        ],
        transfer: [
          `Make it smaller: \`docker history ${image}\` shows the largest layers; a smaller base image, build tools left out.`,
          'Bring it nearer: a pull-through cache beside the nodes (a Harbor proxy project).',
          SLOW_STEPS.cache,
          SLOW_STEPS.source,
          measure,
        ],
        node: [
          measure,
          `On ${onNode(node)}: \`iostat -x 5\` while it pulls (unpacking writes every file), and \`df -h /var/lib/containerd\``,
          SLOW_STEPS.driver,
          'Compare with another node: a slow one has a slow disk or a narrow line.',
        ],
        registry: [
          'Ask `/registry status` for the registry: token service, database, storage.',
          SLOW_STEPS.names,
          'In the registry’s log: the time of `GET /v2/` and of the token request.',
        ],
        none: [measure],
      };
      return by[kind];
    },
    measured: 'Measured',
    size({ bytes, sizes }) {
      const numbered = sizes.map((size, index) => ({ size, number: index + 1 }));
      const largest = numbered.toSorted((a, b) => b.size - a.size).slice(0, 3);
      const named = largest.map(({ size, number }) => `layer ${number} ${sizeOf(size)}`).join(', ');
      return `${sizeOf(bytes)} in ${sizes.length} ${sizes.length === 1 ? 'layer' : 'layers'}; the largest: ${named}`;
    },
    speed: ({ perSecond, latencyMs }) =>
      `from here ${sizeOf(Math.round(perSecond))}/s for the first part of the largest layer; a HEAD of it takes ${latencyMs} ms`,
    noSpeed: ({ says, latencyMs }) =>
      `the speed could not be measured: \`${says}\`; a HEAD of the largest layer takes ${latencyMs} ms`,
    storage: ({ host, registry }) =>
      `the layers come from \`${host}\`, not from \`${registry}\`: the node’s way there counts`,
    answers: (steps) => `answers: ${steps.map(({ id, ms }) => `${id} ${ms} ms`).join(', ')}`,
    pressure: (node) => `node \`${node}\` reports disk pressure: pulls wait while images are cleared away`,
    throttled: (says) => `the kubelet held pulls back: \`${says}\``,
    fails: 'It is not slow, it fails:',
  },
};
