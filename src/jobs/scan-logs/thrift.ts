/**
 * While logs are read, garbage is collected before the heap is let grow. Lines come and go by the hundred
 * megabytes and next to nothing of them stays, yet V8 takes the haste for a need of room: unasked it lets a
 * process of 130 MiB grow to 370 MiB for them. `--optimize-for-size` may be set and taken back at any time:
 * it is looked at whenever V8 decides how far the heap may grow.
 */
import { setFlagsFromString } from 'node:v8';

let under = 0;

/** Does the work thriftily; several at a time share the setting. */
export async function thriftily<T>(work: () => Promise<T>): Promise<T> {
  under += 1;
  if (under === 1) setFlagsFromString('--optimize-for-size');
  try {
    return await work();
  } finally {
    under -= 1;
    if (under === 0) setFlagsFromString('--no-optimize-for-size');
  }
}
