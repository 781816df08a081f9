/** Probes that no check needs: what they learn is told beside a verdict. */
import type { Probe } from '../../engine/probe.ts';
import { otherNodes } from '../../probes/other-nodes.ts';
import { previousImage } from '../../probes/previous-image.ts';
import { pushTime } from '../../probes/push-time.ts';
import { rollout } from '../../probes/rollout.ts';
import { secretReaders } from '../../probes/secret-readers.ts';

export const DETAIL_PROBES: readonly Probe<unknown>[] = [
  rollout,
  previousImage,
  pushTime,
  otherNodes,
  secretReaders,
];
