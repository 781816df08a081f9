/** Calls at most every `ms` milliseconds: the first at once, then always the latest. Never two at a time. */
export interface Throttled<T> {
  readonly call: (value: T) => void;
  /** Drops what has not been called yet and waits for the one that runs. */
  end(): Promise<void>;
}

export function throttled<T>(ms: number, act: (value: T) => Promise<void>): Throttled<T> {
  let next: { readonly value: T } | null = null;
  let running: Promise<void> | null = null;
  let ended = false;
  let wake: () => void = () => {};

  async function run(): Promise<void> {
    while (next !== null && !ended) {
      const { value } = next;
      next = null;
      await act(value);
      if (ended) return;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      });
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
