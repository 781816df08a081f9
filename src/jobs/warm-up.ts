/** What the first question would wait for is made before it comes: some 150 ms of CPU, once a process. */
import { prepareSigns } from '../engine/text/likely-signs.ts';
import { checksOfPulls } from './checks-of-pulls.ts';
import type { Surroundings } from './surroundings.ts';

/** The sieve of signs, and the authorities that certificates are held against. */
export function warmUp({ checks, network }: Pick<Surroundings, 'checks' | 'network'>): void {
  prepareSigns(checksOfPulls(checks));
  network.prepare?.();
}
