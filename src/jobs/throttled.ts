/** Calls after so many milliseconds first, then at most every so many: always the latest. Never two at a time. */
export interface Throttled<T> {
  readonly call: (value: T) => void;
  /** Drops what has not been called yet and waits for the one that runs. */
  end(): Promise<void>;
}

export function throttled<T>(
  { afterMs, everyMs }: { readonly afterMs: number; readonly everyMs: number },
  act: (value: T) => Promise<void>,
): Throttled<T> {
  let next: { readonly value: T } | null = null;
  let running: Promise<void> | null = null;
  let ended = false;
  let isFirst = true;
  let wake: () => void = () => {};

  function pause(ms: number): Promise<void> {
    return new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async function run(): Promise<void> {
    if (isFirst) await pause(afterMs);
    isFirst = false;
    while (next !== null && !ended) {
      const { value } = next;
      next = null;
      await act(value);
      if (ended) return;
      await pause(everyMs);
    }
  }

  return {
    call(value) {
      if (ended) return;
      next = { value };
      running ??= run().finally(() => {
        running = null;
      });
    },
    async end() {
      ended = true;
      wake();
      await running;
    },
  };
}
