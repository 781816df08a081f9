/** What dials that did not end one way say of that way. */
import type { TcpFact } from '../probes/tcp.ts';

/** Another ending was met on every address that was dialled, so this one is ruled out; undialled rules out nothing. */
export function unlessUndialled({
  dials,
}: TcpFact): { readonly outcome: 'pass' } | { readonly outcome: 'skip'; readonly why: string } {
  const dialled = dials.some(({ dial }) => dial.ended !== 'not-allowed');
  return dialled ? { outcome: 'pass' } : { outcome: 'skip', why: 'no address was dialled' };
}
