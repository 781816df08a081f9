import { defineComponentCheck } from '../../facts/component-check.ts';
import { SYNC_TIMEOUT_MS, statusEvidence } from '../../facts/image-sync-said.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

export default defineComponentCheck({
  id: 'image-sync-slow',
  severity: 'low',
  rows: ['S1-3'],
  signs: [],
  needs: { sync: imageSync },
  judge({ sync }) {
    const { object, samples } = sync;
    const [first, last] = [samples[0], samples.at(-1)];
    if (object.sync.state !== 'syncing' || first?.progress == null || last?.progress == null)
      return { outcome: 'pass' };
    const minutes = (Date.parse(last.at) - Date.parse(first.at)) / 60_000;
    const perMinute = (last.progress - first.progress) / minutes;
    if (!(perMinute > 0)) return { outcome: 'pass' };
    const left = (100 - last.progress) / perMinute;
    const limit = (object.syncTimeoutMs ?? SYNC_TIMEOUT_MS) / 60_000;
    if (left <= limit) return { outcome: 'pass' };
    const data = {
      name: `${object.namespace}/${object.name}`,
      rate: Number(perMinute.toPrecision(2)),
      left: Math.round(left),
      limit: Math.round(limit),
    };
    return {
      outcome: 'fail',
      evidence: [
        statusEvidence(sync),
        { source: 'looked at twice', says: `${first.progress} % → ${last.progress} %`, at: last.at },
      ],
      data,
    };
  },
  words: {
    en: {
      title: 'Image sync slow',
      summary: ({ name, rate, left, limit }) =>
        `The sync of \`${name}\` is slow, not stuck: ${rate} % per minute, ${left} min to go, and its time-out is ${limit} min.`,
      probably: 'the image sync is slow',
      explains:
        'It moves, though more slowly than its time-out allows: bandwidth, distance to the source, or other syncs beside it.',
      steps: ({ pull }) => [
        `Give it more time: \`kubectl -n ${pull.sync?.namespace ?? '<namespace>'} patch repository ${pull.sync?.name ?? '<name>'} --type merge -p '{"spec":{"syncTimeout":"30m"}}'\`.`,
        'Read from a source that is nearer (`spec.registryRef.name`), if one has the image.',
      ],
    },
  },
});
