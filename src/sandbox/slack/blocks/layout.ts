/** Layout blocks and their limits (https://docs.slack.dev/reference/block-kit/blocks). */
import { z } from 'zod';
import { ACTIVE, TYPED } from './elements.ts';
import { anyText, blockId, image, mrkdwn, plain, url } from './objects.ts';

const block = { block_id: blockId };
const loose = <T extends string>(type: T) => z.looseObject({ type: z.literal(type), ...block });

const section = z.strictObject({
  type: z.literal('section'),
  ...block,
  text: anyText(3000).optional(),
  fields: z.array(anyText(2000)).min(1).max(10).optional(),
  accessory: z.discriminatedUnion('type', [...ACTIVE, image]).optional(),
  expand: z.boolean().optional(),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...block,
  elements: z
    .array(z.discriminatedUnion('type', [image, plain(3000), mrkdwn(3000)]))
    .min(1)
    .max(10),
});

const imageBlock = z.strictObject({
  ...image.shape,
  ...block,
  title: plain(2000).optional(),
});

const header = z.strictObject({
  type: z.literal('header'),
  ...block,
  text: plain(150),
  level: z.int().min(1).max(4).optional(),
});

const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...block,
  text: z.string().min(1).max(12_000),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  ...block,
  elements: z.array(z.discriminatedUnion('type', ACTIVE)).min(1).max(25),
});

const input = z.strictObject({
  type: z.literal('input'),
  ...block,
  label: plain(2000),
  element: z.discriminatedUnion('type', [...ACTIVE, ...TYPED]),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const video = z.looseObject({
  type: z.literal('video'),
  ...block,
  alt_text: z.string(),
  title: plain(200),
  video_url: url,
  thumbnail_url: url,
});

/** A table cell's rich text is not looked into. */
const table = z.looseObject({
  type: z.literal('table'),
  ...block,
  rows: z
    .array(z.array(z.looseObject({ type: z.string() })).max(20))
    .min(1)
    .max(100),
});

const alert = z.strictObject({
  type: z.literal('alert'),
  ...block,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const Block = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('divider'), ...block }),
  context,
  imageBlock,
  header,
  markdown,
  actions,
  input,
  video,
  table,
  alert,
  z.looseObject({ type: z.literal('rich_text'), ...block, elements: z.array(z.looseObject({})) }),
  loose('data_table'),
  loose('card'),
  loose('carousel'),
  loose('container'),
  loose('context_actions'),
  loose('task_card'),
  loose('plan'),
  loose('file'),
]);

export const MessageBlocks = z.array(Block).max(50);
/** Modals and home tabs hold twice as many. */
export const ViewBlocks = z.array(Block).max(100);
