/** Pods that were read later: they stand beside a question that is answered, or ask a new one. Pure. */
import type { Inquiry } from './inquiries.ts';
import type { Looked } from './rounds.ts';

export function joined<Found>(
  looked: readonly Looked<Found>[],
  later: readonly Inquiry[],
): { readonly looked: readonly Looked<Found>[]; readonly left: readonly Inquiry[] } {
  const byKey = new Map(later.map((inquiry) => [inquiry.key, inquiry]));
  const known = new Set(looked.map(({ inquiry }) => inquiry.key));
  return {
    looked: looked.map((one) => {
      const more = byKey.get(one.inquiry.key)?.waiting ?? [];
      const waiting = [...one.inquiry.waiting, ...more];
      return more.length === 0 ? one : { ...one, inquiry: { ...one.inquiry, waiting } };
    }),
    left: later.filter(({ key }) => !known.has(key)),
  };
}
