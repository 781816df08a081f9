/** Asks why a plan is rejected. */
import { z } from 'zod';
import { masked } from '../engine/text/masked.ts';
import type { Words } from '../engine/words.ts';
import type { Modal } from './handler.ts';

export const REJECT_REASON = 'reject-reason';
const BLOCK = 'why';
const INPUT = 'text';

const words: Words<{
  readonly title: string;
  readonly label: string;
  readonly send: string;
  readonly back: string;
}> = {
  en: { title: 'Reject this plan', label: 'Why (shown in the thread)', send: 'Reject', back: 'Back' },
};

/** Where it was opened; a modal does not remember. */
export interface RejectPlace {
  readonly approval: string;
  readonly channel: string;
  readonly thread: string | null;
}

export function rejectModal(place: RejectPlace): Modal {
  const say = words.en;
  return {
    type: 'modal',
    callback_id: REJECT_REASON,
    private_metadata: JSON.stringify(place),
    title: { type: 'plain_text', text: say.title },
    submit: { type: 'plain_text', text: say.send },
    close: { type: 'plain_text', text: say.back },
    blocks: [
      {
        type: 'input',
        block_id: BLOCK,
        optional: true,
        label: { type: 'plain_text', text: say.label },
        element: { type: 'plain_text_input', action_id: INPUT, max_length: 300 },
      },
    ],
  };
}

const Submission = z.object({
  view: z.object({
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});
const Place = z.object({ approval: z.string(), channel: z.string(), thread: z.string().nullable() });

/** What was sent, without the secrets people paste along; throws for a modal that is none of ours. */
export function readRejection(body: unknown): RejectPlace & { readonly why: string } {
  const { view } = Submission.parse(body);
  const why = view.state.values[BLOCK]?.[INPUT]?.value ?? '';
  return { ...Place.parse(JSON.parse(view.private_metadata)), why: masked(why.trim()) };
}
