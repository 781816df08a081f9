/** What a key means in the composer. */
import type { Completion } from './completions.ts';

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

export interface Typing {
  readonly typed: string;
  /** What was sent last. */
  readonly last: string;
  /** How many completions are shown, and the one that is marked. */
  readonly count: number;
  readonly marked: Completion | undefined;
}

export type Meaning =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'mark'; readonly step: 1 | -1 }
  | { readonly kind: 'hide' }
  | { readonly kind: 'take'; readonly completion: Completion }
  | { readonly kind: 'recall'; readonly text: string }
  | { readonly kind: 'send' };

export function meaning({ key, shiftKey }: Pressed, { typed, last, count, marked }: Typing): Meaning {
  if (marked) {
    if (key === 'ArrowDown' || key === 'ArrowUp') return { kind: 'mark', step: key === 'ArrowDown' ? 1 : -1 };
    if (key === 'Escape' && count > 0) return { kind: 'hide' };
    // Enter on what is whole already sends it.
    const whole = marked.text.trim() === typed.trim();
    if (key === 'Tab' || (key === 'Enter' && !shiftKey && !whole))
      return { kind: 'take', completion: marked };
  }
  if (key === 'ArrowUp' && typed === '' && last !== '') return { kind: 'recall', text: last };
  if (key === 'Enter' && !shiftKey) return { kind: 'send' };
  return { kind: 'nothing' };
}
