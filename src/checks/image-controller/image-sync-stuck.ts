import { since } from '../../engine/since.ts';
import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import {
  inController,
  SYNC_TIMEOUT_MS,
  saidOf,
  statusEvidence,
  syncAgain,
} from '../../facts/image-sync-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

/** Longer than this without a move is no slowness any more. */
const STUCK_MS = 15 * 60_000;

export default defineComponentCheck({
  id: 'image-sync-stuck',
  severity: 'medium',
  rows: ['S1-21', 'S1-74', 'S1-75', 'S1-79', 'S1-80', 'S1-81', 'S1-82', 'S1-83'],
  signs: [
    {
      pattern: /\u540c\u6b65\u4e2d|syncStatus"?\s{0,20}[:=]\s{0,20}"?Syncing/,
      specimen: '同步中',
      source: 'a field report',
    },
  ],
  needs: { sync: imageSync },
  uses: { logs: componentLogs },
  judge({ sync }, { logs }) {
    const { object, samples } = sync;
    // Where the API server keeps no times of writing, what is told of the last sync bounds it.
    const changedAt = sync.changedAt ?? object.sync.askedAt ?? object.sync.lastSynced ?? object.createdAt;
    const last = samples.at(-1);
    const moved = samples.some(({ progress }) => progress !== samples[0]?.progress);
    if (object.sync.state !== 'syncing' || moved || !last || changedAt === null) return { outcome: 'pass' };
    const limit = Math.max(object.syncTimeoutMs ?? SYNC_TIMEOUT_MS, STUCK_MS);
    if (Date.parse(last.at) - Date.parse(changedAt) < limit) return { outcome: 'pass' };
    const progress = samples.map((one) => `${one.progress ?? '?'} %`).join(' → ');
    const looked = {
      source: 'looked at twice',
      says: `${progress}; ${sync.changedAt === null ? 'nothing synced' : 'not written'} since ${changedAt}`,
      at: last.at,
    };
    const data = {
      name: `${object.namespace}/${object.name}`,
      progress: object.sync.progress,
      age: since(changedAt, last.at),
      timeout: Math.round((object.syncTimeoutMs ?? SYNC_TIMEOUT_MS) / 60_000),
      silent: factOf(logs) !== null && saidOf(sync, logs).length === 0,
    };
    return {
      outcome: 'fail',
      evidence: [statusEvidence(sync), looked, ...saidOf(sync, logs).slice(-2)],
      data,
    };
  },
  words: {
    en: {
      title: 'Image sync hangs',
      summary: ({ name, progress, age, timeout, silent }) =>
        `The sync of \`${name}\` is stuck${progress === null ? '' : ` at ${progress} %`} for ${age} (its time-out is ${timeout} min)${silent ? '; the controller says nothing of it' : ''}.`,
      probably: 'the image is still being synchronised',
      explains:
        'The Repository has shown 同步中 (syncing) for long and its progress does not change: the connection broke, or the controller lost it.',
      steps: ({ pull }) => {
        const [namespace, name, where] = [
          pull.sync?.namespace ?? '<namespace>',
          pull.sync?.name ?? '<name>',
          inController(pull),
        ];
        return [
          `See what the controller says: \`kubectl -n ${where} logs deployment/image-controller --since=15m | grep ${name}\`, and its annotations: \`kubectl -n ${namespace} get repository ${name} -o yaml\`.`,
          `Cancel it: \`kubectl -n ${namespace} annotate repository ${name} theriseunion.io/sync-status-\`. A second sync may run beside the first if that still lives.`,
          syncAgain(pull),
          `If it sticks again: \`kubectl -n ${where} rollout restart deployment image-controller\`; it interrupts every sync that runs.`,
          `Last resort: save it, \`kubectl -n ${namespace} delete repository ${name}\`, and apply it anew.`,
        ];
      },
    },
  },
});
