import { setTimeout as wait } from 'node:timers/promises';
import { CouldNotAsk } from '../../engine/answer.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { JobsSample } from '../../engine/harbor/standstill.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';

/** Between two looks: long enough for an idle worker to take a job. Milliseconds. */
const APART_MS = 3_000;

const words: Words<{ older(says: string): string }> = {
  en: {
    older: (says) =>
      `this Harbor has no API for its job queues (it came with 2.7): ${says}. Its job service’s log and metrics tell instead`,
  },
};

/** The job service's pools, workers and queues; looked at twice where something waits. Oldest first. */
export const jobSamples: Probe<readonly JobsSample[]> = {
  id: 'job-samples',
  asks: () => 'looking at job queues and workers, twice',
  timeBoxMs: 20_000,
  harborRights: callRights('pools', 'workers', 'queues'),
  async ask(context) {
    const harbor = harborFrom(context);
    const first = await sample(harbor, context.now());
    if (first.queues.every(({ waiting }) => waiting === 0)) return [first];
    await wait(APART_MS, undefined, { signal: context.signal });
    return [first, await sample(harbor, context.now())];
  },
};

async function sample(harbor: HarborReader, at: Date): Promise<JobsSample> {
  const [pools, workers, queues] = await Promise.all([harbor.pools(), harbor.workers(), harbor.queues()]);
  if (queues.ended === 'absent') throw new CouldNotAsk(words.en.older(queues.says));
  return {
    at: at.toISOString(),
    pools: toldByHarbor(pools, harbor),
    workers: toldByHarbor(workers, harbor),
    queues: toldByHarbor(queues, harbor),
  };
}
