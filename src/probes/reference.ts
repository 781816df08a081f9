import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { ImageReference } from '../engine/reference.ts';

export type ReferenceFact =
  | { readonly state: 'valid'; readonly ref: ImageReference }
  | {
      readonly state: 'invalid';
      readonly why:
        | 'empty'
        | 'uppercase'
        | 'unexpanded-variable'
        | 'whitespace'
        | 'scheme'
        | 'bad-domain'
        | 'bad-path'
        | 'bad-tag'
        | 'bad-digest'
        | 'too-long';
      /** What the distribution library says of it: `invalid reference format: repository name must be lowercase`. */
      readonly says: string;
      /** A reference that would be valid and is probably meant. */
      readonly meant: string | null;
    };

/** Is the image reference of the pull well formed, and where does it lead? */
export const reference: Probe<ReferenceFact> = {
  id: 'reference',
  asks: (pull) => `reading the reference \`${pull.image}\``,
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
