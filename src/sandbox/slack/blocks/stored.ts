/** Blocks as Slack gives them back: with ids, escaped text and the defaults filled in. */
import { fromApp } from '../escape.ts';
import { type Fields, isFields } from '../json.ts';

/** Fills in block_id, action_id, `verbatim` and `emoji`, and escapes mrkdwn. */
export function stored(blocks: readonly Fields[]): readonly Fields[] {
  return blocks.map((block) => {
    const filled = { ...(fill(block) as Fields) };
    // A markdown block keeps no id: it becomes other blocks in the client.
    return filled['type'] === 'markdown' ? filled : { ...filled, block_id: block['block_id'] ?? shortId() };
  });
}

/** Elements that a person can act on all have an action_id. */
const PASSIVE = new Set([
  'image',
  'plain_text',
  'mrkdwn',
  'table',
  'section',
  'context',
  'header',
  'divider',
]);

function fill(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => fill(one, key));
  if (!isFields(value)) return value;
  const type = value['type'];
  if (type === 'mrkdwn')
    return { ...value, text: fromApp(String(value['text'])), verbatim: value['verbatim'] ?? false };
  if (type === 'plain_text') return { ...value, emoji: value['emoji'] ?? true };
  if (type === 'rich_text' || type === 'markdown') return value;
  const filled = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner, name)]));
  const acts = ['elements', 'accessory', 'element'].includes(key) && !PASSIVE.has(String(type));
  return acts && typeof type === 'string'
    ? { ...filled, action_id: value['action_id'] ?? shortId() }
    : filled;
}

function shortId(): string {
  return Math.random().toString(36).slice(2, 7).padEnd(5, '0');
}
