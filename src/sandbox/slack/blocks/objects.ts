/** Composition objects and their limits (https://docs.slack.dev/reference/block-kit/composition-objects). */
import { z } from 'zod';

export const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

export const blockId = z.string().min(1).max(255).optional();
export const actionId = z.string().min(1).max(255).optional();
export const url = z.string().min(1).max(3000);

export const confirm = z.strictObject({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionFields = { value: z.string().min(1).max(150) };
/** In menus an option's text is plain; beside boxes and circles it may be mrkdwn. */
export const menuOption = z.strictObject({
  ...optionFields,
  text: plain(75),
  description: plain(75).optional(),
});
export const overflowOption = z.strictObject({
  ...optionFields,
  text: plain(75),
  description: plain(75).optional(),
  url: url.optional(),
});
export const boxOption = z.strictObject({
  ...optionFields,
  text: anyText(75),
  description: anyText(75).optional(),
});
export const optionGroup = z.strictObject({
  label: plain(75),
  options: z.array(menuOption).min(1).max(100),
});

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: url.optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().min(1).max(2000),
});

export const dispatchConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])),
});
