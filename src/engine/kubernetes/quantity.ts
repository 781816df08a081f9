/** Kubernetes quantities: `250m`, `512Mi`, `1.5Gi`, `3e3`. Pure. */

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** In its unit: CPUs or bytes. Null for what is no quantity. */
export function quantityOf(text: string | null | undefined): number | null {
  const [, digits = '', suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([KMGTPE]i|[numkMGTPE])?$/.exec(text?.trim() ?? '') ?? [];
  const factor = SUFFIXES[suffix];
  return digits === '' || factor === undefined ? null : Number(digits) * factor;
}
