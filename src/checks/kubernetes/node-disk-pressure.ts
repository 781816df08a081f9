import { sizeOf } from '../../engine/bytes.ts';
import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { cleaningSteps } from '../../facts/node-cleaning.ts';
import { nodeDisks } from '../../probes/storage/node-disks.ts';

const NODES = 3;

export default defineComponentCheck({
  id: 'node-disk-pressure',
  stage: 'node',
  severity: 'medium',
  rows: [
    'S1-46',
    'S1-48',
    'S1-49',
    'S1-50',
    'S1-51',
    'S1-52',
    'S1-53',
    'S1-54',
    'S1-55',
    'S1-56',
    'S1-57',
    'S1-58',
    'S1-59',
    'S1-63',
    'S1-64',
    'S1-93',
  ],
  signs: [],
  needs: { disks: nodeDisks },
  uses: { asked: nodeDisks },
  judge({ disks }, { asked }) {
    const pressed = disks.troubled.filter(({ pressure }) => pressure !== null);
    const [first] = pressed;
    if (!first) return { outcome: 'pass' };
    const evidence = pressed.slice(0, NODES).flatMap(({ node, pressure, events }) => {
      const last = events.at(-1);
      return [
        quoted(`node ${node}`, pressure?.says ?? '', asked),
        ...(last
          ? [{ source: `kubelet of ${node}`, says: `${last.reason}: ${last.says}`, at: last.at }]
          : []),
      ];
    });
    return {
      outcome: 'fail',
      // There is one at least: `first`.
      evidence: evidence as unknown as NonEmpty<Evidence>,
      data: {
        node: first.node,
        more: pressed.length - 1,
        evicted: pressed.reduce((sum, { evicted }) => sum + evicted, 0),
        runtime: first.runtime,
        images: first.all,
        disk: first.disk,
        largest: first.images.map(({ names, size }) => ({ image: names.at(-1) ?? '?', size })),
        crowded: first.crowded,
        foundNothing: first.events.some(({ says }) => /only found 0 bytes/.test(says)),
      },
    };
  },
  words: {
    en: {
      title: 'Node short of disk',
      summary: ({ node, more, evicted, foundNothing }) =>
        `Node \`${node}\` is short of disk${more === 0 ? '' : `, and ${more} more`}: ${evicted === 0 ? 'it takes no new pods' : `${evicted} ${evicted === 1 ? 'pod was' : 'pods were'} evicted`}${foundNothing ? ', and the kubelet found no image it may remove' : ''}.`,
      probably: 'a node is short of disk',
      explains:
        'Below its threshold the kubelet removes images that no container uses, then evicts pods, and takes no new ones. Images in use stay: where it finds none to remove, logs and other data fill the disk, or too many images are in use.',
      steps: ({ data }) => [
        ...(data
          ? [
              `Images on \`${data.node}\` take ${sizeOf(data.images)} at least${data.disk === null ? '' : ` of ${sizeOf(data.disk)}`}; the largest: ${data.largest.map(({ image, size }) => `\`${image}\` ${sizeOf(size)}`).join(', ')}. ${data.crowded === null ? '' : ` \`${data.crowded.repository}\` lies there in ${data.crowded.versions} versions.`} What they do not explain is logs and other data.`,
            ]
          : []),
        ...cleaningSteps(data?.node ?? '<node>', data?.runtime ?? null),
      ],
    },
  },
});
