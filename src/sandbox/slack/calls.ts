/** Every Web API call, for scripts to look at afterwards. */
import type { Fields } from './json.ts';

export interface Call {
  /** ISO 8601, when it came. */
  readonly time: string;
  readonly method: string;
  /** Without the token. */
  readonly arguments: Fields;
  readonly ok: boolean;
  readonly error?: string;
  readonly ms: number;
}

const KEPT = 5_000;

export interface Calls {
  add(call: Call): void;
  all(): readonly Call[];
}

export function createCalls(): Calls {
  const calls: Call[] = [];
  return {
    add: (call) => {
      calls.push(call);
      if (calls.length > KEPT) calls.shift();
    },
    all: () => calls,
  };
}
