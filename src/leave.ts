/** How the processes of this product end. */
import { setTimeout } from 'node:timers/promises';

const REST_MS = 30;

/**
 * Before it ends Node waits for V8's compilers, and one of them that needs a collection of garbage just then waits for
 * the main thread: for ever (https://github.com/nodejs/node/issues/54918). So they come to rest first, while nothing
 * runs here.
 */
export async function leave(code: number): Promise<never> {
  await setTimeout(REST_MS);
  process.exit(code);
}
