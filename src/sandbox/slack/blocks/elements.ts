/** Block elements and their limits (https://docs.slack.dev/reference/block-kit/block-elements). */
import { z } from 'zod';
import {
  actionId,
  boxOption,
  confirm,
  dispatchConfig,
  menuOption,
  optionGroup,
  overflowOption,
  plain,
  url,
} from './objects.ts';

const shared = { action_id: actionId };
const confirmed = { ...shared, confirm: confirm.optional() };
const focused = { focus_on_load: z.boolean().optional() };
const hinted = { placeholder: plain(150).optional() };
const menu = { ...confirmed, ...focused, ...hinted };
const typed = { ...shared, ...focused, ...hinted, dispatch_action_config: dispatchConfig.optional() };
const ids = z.array(z.string()).max(100);
const count = z.int().min(1).optional();
const list = {
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z.looseObject({}).optional(),
};

const button = z.strictObject({
  type: z.literal('button'),
  ...confirmed,
  text: plain(75),
  url: url.optional(),
  value: z.string().min(1).max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmed,
  options: z.array(overflowOption).min(1).max(5),
});

const boxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...confirmed,
  ...focused,
  options: z.array(boxOption).min(1).max(10),
  initial_options: z.array(boxOption).min(1).optional(),
});

const circles = z.strictObject({
  type: z.literal('radio_buttons'),
  ...confirmed,
  ...focused,
  options: z.array(boxOption).min(1).max(10),
  initial_option: boxOption.optional(),
});

/** Buttons, menus and pickers: what may stand in actions blocks, beside sections and in inputs. */
export const ACTIVE = [
  button,
  overflow,
  boxes,
  circles,
  z.strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...list,
    initial_option: menuOption.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...list,
    initial_options: z.array(menuOption).min(1).optional(),
    max_selected_items: count,
  }),
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    initial_option: menuOption.optional(),
    min_query_length: z.int().optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...menu,
    initial_users: ids.optional(),
    max_selected_items: count,
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...conversations,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('datepicker'), ...menu, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: z.string().optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...confirmed,
    ...focused,
    initial_date_time: z.int().optional(),
  }),
] as const;

/** Fields to type in, for input blocks only. */
export const TYPED = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const;
