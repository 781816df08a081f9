/** Finds which of many words stand in a text, in one pass over it: an automaton after Aho and Corasick. Pure. */

export interface WordFinder {
  /** Calls `found` with the index of every word in the text, once per occurrence; letters fold as in ASCII. */
  find(text: string, found: (word: number) => void): void;
}

/** Words in lower case. Building takes time and memory in proportion to their letters. */
export function createWordFinder(words: readonly string[]): WordFinder {
  const classes = classesOf(words);
  const width = classes.count;
  const { next, ends, states } = trieOf(words, classes);
  const fallback = new Int32Array(states);
  const queue: number[] = [];
  for (let one = 0; one < width; one += 1) {
    const state = next[one] ?? 0;
    if (state > 0) queue.push(state);
  }
  // Breadth first, so that the shorter end a state falls back to is finished before it.
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    const shorter = fallback[state] ?? 0;
    const inherited = ends[shorter];
    if (inherited) ends[state] = [...(ends[state] ?? []), ...inherited];
    for (let one = 0; one < width; one += 1) {
      const to = next[state * width + one] ?? 0;
      const otherwise = next[shorter * width + one] ?? 0;
      if (to > 0) {
        fallback[to] = otherwise;
        queue.push(to);
      } else next[state * width + one] = otherwise;
    }
  }
  return {
    find(text, found) {
      let state = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        state = next[state * width + (code < 128 ? (classes.ascii[code] ?? 0) : classes.beyond(code))] ?? 0;
        const here = ends[state];
        if (here !== undefined) for (const word of here) found(word);
      }
    },
  };
}

interface Classes {
  readonly ascii: Uint16Array;
  beyond(code: number): number;
  readonly count: number;
}

/** Characters that stand in some word; all others are class 0 and lead back to the start. */
function classesOf(words: readonly string[]): Classes {
  const ascii = new Uint16Array(128);
  const wide = new Map<number, number>();
  let count = 1;
  for (const word of words)
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      if (code < 128 ? ascii[code] !== 0 : wide.has(code)) continue;
      if (code < 128) ascii[code] = count;
      else wide.set(code, count);
      count += 1;
    }
  for (let upper = 65; upper <= 90; upper += 1) ascii[upper] = ascii[upper + 32] ?? 0;
  return { ascii, beyond: (code) => wide.get(code) ?? 0, count };
}

function trieOf(words: readonly string[], { ascii, beyond, count: width }: Classes) {
  const most = words.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(most * width);
  const ends: (readonly number[] | undefined)[] = new Array(most).fill(undefined);
  let states = 1;
  for (const [word, letters] of words.entries()) {
    let state = 0;
    for (let at = 0; at < letters.length; at += 1) {
      const code = letters.charCodeAt(at);
      const edge = state * width + (code < 128 ? (ascii[code] ?? 0) : beyond(code));
      if (!next[edge]) {
        next[edge] = states;
        states += 1;
      }
      state = next[edge] ?? 0;
    }
    ends[state] = [...(ends[state] ?? []), word];
  }
  return { next: next.slice(0, states * width), ends, states };
}
