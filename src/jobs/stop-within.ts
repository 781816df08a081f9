import type { Worker } from 'bullmq';

/** Lets running jobs end for so long, milliseconds, then leaves them to another process. */
export async function stopWithin(workers: readonly Worker[], ms: number): Promise<'finished' | 'left'> {
  const ending = Promise.all(workers.map((worker) => worker.close()));
  const timer = new AbortController();
  const late = new Promise<'left'>((done) => {
    const id = setTimeout(() => done('left'), ms);
    timer.signal.addEventListener('abort', () => clearTimeout(id));
  });
  const ended = await Promise.race([ending.then(() => 'finished' as const), late]);
  timer.abort();
  if (ended === 'left') {
    // A forced close waits for nothing; the locks run out and the jobs are taken over.
    await Promise.all(workers.map((worker) => worker.close(true)));
  }
  return ended;
}
