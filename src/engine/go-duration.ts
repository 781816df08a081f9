/** Milliseconds of a Go duration such as `1m2.5s` or `843ms` (time.Duration.String); null for anything else. */
export function goDurationMs(text: string): number | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|µs|us|ns|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return null;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (MS[unit ?? ''] ?? 0), 0);
}

const MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  µs: 1e-3,
  us: 1e-3,
  ns: 1e-6,
};
