/** The one place where numbers of this process are kept; `/metrics` writes them out. */
import { Gauge, Registry } from 'prom-client';

/** Our own, so that nothing a library counts stands among it. */
export const registry = new Registry();

/** Bounds of a wait or a look, seconds: from a look-up in a cache to what people give up on. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 45, 120];

/** Bounds of what may wait for minutes, seconds. */
export const LONG_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3_600];

/** What Slack waits for is over after 3 s. */
export const ACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3];

/** A gauge without labels that tells nothing, instead of 0, until it is set; `remove()` takes it back to that. */
export function untoldGauge(name: string, help: string): Gauge {
  const gauge = new Gauge({ name, help, registers: [registry] });
  gauge.remove();
  return gauge;
}

/** Seconds since a moment of `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
