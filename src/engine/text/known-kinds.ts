/** Judgements of lines that were seen before, so that like lines are judged once. Bounded in number and in size. */
import { owned } from './owned.ts';

/** Then it starts anew. */
const MOST = 5_000;
const MOST_CHARACTERS = 2 * 1024 * 1024;

export interface KnownKinds<Judgement> {
  /** The judgement of this kind, made now where it is not known. */
  of(kind: string, judge: () => Judgement): Judgement;
}

export function createKnownKinds<Judgement extends object>(): KnownKinds<Judgement> {
  const known = new Map<string, Judgement>();
  let characters = 0;
  return {
    of(kind, judge) {
      const before = known.get(kind);
      if (before !== undefined) return before;
      if (known.size >= MOST || characters + kind.length > MOST_CHARACTERS) {
        known.clear();
        characters = 0;
      }
      const judgement = judge();
      characters += kind.length;
      known.set(owned(kind), judgement);
      return judgement;
    },
  };
}
