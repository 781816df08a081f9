/** Finds an element in blocks and says what acting on it sends. */
import { type Fields, isFields, list, text } from '../json.ts';

export type Found =
  | { readonly kind: 'element'; readonly element: Fields; readonly block: Fields }
  | { readonly kind: 'none'; readonly says: string };

/** The element of this action_id; `value` tells apart buttons that share one. */
export function findElement(blocks: readonly Fields[], actionId: string, value: unknown): Found {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ element, block })));
  const named = all.filter(({ element }) => element['action_id'] === actionId);
  const first = named.find(({ element }) => element['value'] === value) ?? named[0];
  if (first) return { kind: 'element', ...first };
  const there = all.map(({ element }) => String(element['action_id']));
  return {
    kind: 'none',
    says:
      there.length > 0
        ? `The message has no element with action_id "${actionId}". It has: ${there.join(', ')}.`
        : `The message has no element to act on, so no action_id "${actionId}".`,
  };
}

/** Elements a person can act on, in order. */
export function elementsOf(block: Fields): readonly Fields[] {
  const single = [block['accessory'], block['element']].filter(isFields);
  const several = block['type'] === 'actions' ? list(block['elements']) : [];
  return [...several, ...single].filter((element) => text(element['action_id']) !== undefined);
}

export type Pressed =
  | { readonly kind: 'action'; readonly fields: Fields }
  | { readonly kind: 'bad'; readonly says: string };

/** The part of a block_actions payload that says what was chosen. */
export function chosen(element: Fields, value: unknown): Pressed {
  const type = String(element['type']);
  if (type === 'button') return done(element['value'] === undefined ? {} : { value: element['value'] });
  if (
    type === 'overflow' ||
    type === 'radio_buttons' ||
    type === 'static_select' ||
    type === 'external_select'
  )
    return one(element, value);
  if (type === 'checkboxes' || type === 'multi_static_select') return several(element, value);
  const field = FREE[type];
  if (!field) return { kind: 'bad', says: `The sandbox cannot act on an element of type ${type}.` };
  if (value === undefined) return { kind: 'bad', says: `Send "value" for ${type}: what goes into ${field}.` };
  return done({ [field]: field.endsWith('s') && !Array.isArray(value) ? [value] : value });
}

/** Elements whose answer is not one of listed options, and the field their answer goes into. */
const FREE: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
};

function done(fields: Fields): Pressed {
  return { kind: 'action', fields };
}

function optionsOf(element: Fields): readonly Fields[] {
  return [
    ...list(element['options']),
    ...list(element['option_groups']).flatMap((group) => list(group['options'])),
  ];
}

function one(element: Fields, value: unknown): Pressed {
  const option = optionsOf(element).find((each) => each['value'] === value);
  return option ? done({ selected_option: option }) : { kind: 'bad', says: choices(element) };
}

function several(element: Fields, value: unknown): Pressed {
  const wanted = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const options = optionsOf(element).filter((each) => wanted.includes(each['value']));
  return options.length === wanted.length
    ? done({ selected_options: options })
    : { kind: 'bad', says: choices(element) };
}

function choices(element: Fields): string {
  const values = optionsOf(element).map((option) => JSON.stringify(option['value']));
  return `Send "value" with one of this element's options: ${values.join(', ')}.`;
}

/** `state.values` of a message or view: what every element holds now. */
export function stateOf(blocks: readonly Fields[], held: Fields = {}): Fields {
  const entries = blocks.map((block) => {
    const values = elementsOf(block)
      .filter((element) => element['type'] !== 'button' && element['type'] !== 'overflow')
      .map((element) => {
        const id = String(element['action_id']);
        const key = `${String(block['block_id'])} ${id}`;
        return [id, { type: element['type'], ...heldBy(element, held[key] ?? held[id]) }] as const;
      });
    return [String(block['block_id']), Object.fromEntries(values)] as const;
  });
  return { values: Object.fromEntries(entries.filter(([, values]) => Object.keys(values).length > 0)) };
}

function heldBy(element: Fields, value: unknown): Fields {
  const now = value ?? initial(element);
  const field = FREE[String(element['type'])];
  if (field && (now === undefined || now === '')) return { [field]: null };
  const pressed = chosen(element, now);
  return pressed.kind === 'action' ? pressed.fields : { selected_option: null };
}

function initial(element: Fields): unknown {
  const option = element['initial_option'];
  if (isFields(option)) return option['value'];
  const options = element['initial_options'];
  if (Array.isArray(options)) return list(options).map((each) => each['value']);
  const named = Object.entries(element).find(([key]) => key.startsWith('initial_'));
  return named?.[1];
}
