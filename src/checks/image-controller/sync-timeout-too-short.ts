import { sizeOf } from '../../engine/bytes.ts';
import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import {
  lastSaying,
  SYNC_TIMEOUT_MS,
  saidOf,
  statusEvidence,
  syncAgain,
} from '../../facts/image-sync-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { manifest } from '../../probes/manifest.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

const DEADLINE = /context deadline exceeded|sync(?:hronization)? timed? ?out|timeout of \d/i;

export default defineComponentCheck({
  id: 'sync-timeout-too-short',
  stage: 'content',
  severity: 'medium',
  rows: ['S1-27', 'S1-34'],
  signs: [],
  needs: { sync: imageSync },
  uses: { manifest, logs: componentLogs },
  judge({ sync }, { manifest: asked, logs }) {
    if (sync.object.sync.state !== 'failed') return { outcome: 'pass' };
    const said = lastSaying(saidOf(sync, logs), DEADLINE);
    const found = factOf(asked)?.found ?? null;
    const moved = (sync.object.sync.progress ?? 0) > 0;
    // A source that does not answer runs into the same deadline; where something was copied it answered.
    if (!said || (!found && !moved)) return { outcome: 'pass' };
    const bytes = (found?.blobs ?? []).reduce((sum, { size }) => sum + size, 0);
    const progress = sync.object.sync.progress;
    const timeoutMs = sync.object.syncTimeoutMs ?? SYNC_TIMEOUT_MS;
    const done = progress === null || progress <= 0 ? null : progress / 100;
    const needs = done === null ? null : Math.ceil(timeoutMs / done / 60_000);
    const size =
      bytes > 0 ? [{ source: 'manifest', says: `${found?.blobs.length ?? 0} blobs, ${sizeOf(bytes)}` }] : [];
    const { namespace, name } = sync.object;
    const data = {
      namespace,
      name,
      size: bytes > 0 ? sizeOf(bytes) : null,
      timeout: Math.round(timeoutMs / 60_000),
      needs,
    };
    return { outcome: 'fail', evidence: [said, statusEvidence(sync), ...size], data };
  },
  words: {
    en: {
      title: 'Sync time-out too short for the image',
      summary: ({ namespace, name, size, timeout, needs }) =>
        `The sync of \`${namespace}/${name}\`${size === null ? '' : ` (${size})`} did not end within its time-out of ${timeout} min${needs === null ? '' : `; at the rate it had it needs about ${needs} min`}.`,
      probably: 'the image is too large for the sync’s time-out',
      explains:
        '`spec.syncTimeout` is 10 minutes unless set. A large image over a slow line needs more, and each retry begins with what is not yet there.',
      steps: ({ data, pull }) => [
        `Give it more time and tries: \`kubectl -n ${data?.namespace ?? '<namespace>'} patch repository ${data?.name ?? '<name>'} --type merge -p '{"spec":{"syncTimeout":"${Math.max(30, Math.ceil((data?.needs ?? 20) * 1.5))}m","retryCount":5}}'\`.`,
        syncAgain(pull),
      ],
    },
  },
});
