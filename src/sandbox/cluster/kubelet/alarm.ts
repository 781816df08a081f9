/** A sleep that can be cut short. */
export interface Alarm {
  /** Until the time is over or somebody rings. */
  sleep(ms: number): Promise<void>;
  ring(): void;
}

export function createAlarm(): Alarm {
  let wake: (() => void) | null = null;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), ms);
        wake = () => {
          clearTimeout(timer);
          wake = null;
          resolve();
        };
      }),
    ring: () => wake?.(),
  };
}
