/**
 * Which signs could match a text at all: of some five hundred, a log line has the words of a few. What is left
 * out cannot match; the patterns themselves decide the rest. Same matches as trying all, in the same order. Pure.
 */
import type { Check } from '../check.ts';
import type { Sign } from '../sign.ts';
import { requiredWords } from './required-words.ts';
import { createWordFinder } from './word-finder.ts';

export interface SignOf {
  readonly check: Check;
  readonly sign: Sign;
}

export type Sieve = (text: string) => readonly SignOf[];

/** So many texts are judged by trying every sign first: about the time a sieve takes to make. */
const WORTH_A_SIEVE = 100;

const kept = new WeakMap<readonly Check[], { asked: number; sieve: Sieve | null }>();

/** The signs of these checks that could match the text. */
export function likelySigns(text: string, checks: readonly Check[]): readonly SignOf[] {
  const known = kept.get(checks) ?? { asked: 0, sieve: null };
  if (known.asked === 0) kept.set(checks, known);
  known.asked += 1;
  if (known.sieve) return known.sieve(text);
  if (known.asked > WORTH_A_SIEVE) known.sieve = createSieve(checks);
  return signsOf(checks);
}

/** Makes their sieve now, for who will judge many texts and has time before the first. */
export function prepareSigns(checks: readonly Check[]): void {
  if (!kept.get(checks)?.sieve) kept.set(checks, { asked: 1, sieve: createSieve(checks) });
}

function signsOf(checks: readonly Check[]): readonly SignOf[] {
  return checks.flatMap((check) => check.signs.map((sign) => ({ check, sign })));
}

/** A sieve for many texts; takes one or two tenths of a second to make. */
export function createSieve(checks: readonly Check[]): Sieve {
  const signs = signsOf(checks);
  const words = new Map<string, number[]>();
  const always: number[] = [];
  for (const [index, { sign }] of signs.entries()) {
    const required = requiredWords(sign.pattern);
    if (!required) always.push(index);
    for (const word of required ?? []) words.set(word, [...(words.get(word) ?? []), index]);
  }
  const finder = createWordFinder([...words.keys()]);
  const demanding = [...words.values()];
  return (text) => {
    const likely = new Set(always);
    finder.find(text, (word) => {
      for (const index of demanding[word] ?? []) likely.add(index);
    });
    return [...likely].sort((a, b) => a - b).flatMap((index) => signs[index] ?? []);
  };
}
