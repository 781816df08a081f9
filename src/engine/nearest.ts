/** The names most like a given one, nearest first; those with nothing in common are left out. */
export function nearest(name: string, names: readonly string[], count = 3): readonly string[] {
  const wanted = name.toLowerCase();
  return names
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => {
      const isStart = wanted.length > 1 && candidate.toLowerCase().startsWith(wanted);
      return isStart || far <= Math.max(2, Math.min(wanted.length, candidate.length) / 2);
    })
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance, where a missing tail counts half: people leave endings out. */
function distance(a: string, b: string): number {
  if (b.startsWith(a)) return (b.length - a.length) / 2;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
