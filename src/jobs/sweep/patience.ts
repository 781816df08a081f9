/** How the time of one sweep is shared out, so that what was read is asked about however long reading takes. */

export interface Patience {
  /** Until then the pods are read of which a container has never run; nearly all that wait for an image are. */
  readonly pending: AbortSignal;
  /** Until then all other pods are read, while registries are being asked. */
  readonly begun: AbortSignal;
  /** After that nothing more is asked; what is being asked may finish. */
  readonly asking: AbortSignal;
}

/** From now on. `ms`: after this long nothing more is asked. */
export function patienceOf(ms: number): Patience {
  return {
    pending: AbortSignal.timeout(ms * 0.5),
    begun: AbortSignal.timeout(ms * 0.8),
    asking: AbortSignal.timeout(ms),
  };
}
