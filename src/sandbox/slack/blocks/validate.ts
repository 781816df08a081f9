/** Judges blocks as Slack does before it takes a message or a view. */
import { type Fields, isFields, list } from '../json.ts';
import { complaints } from './complaints.ts';
import { MessageBlocks, ViewBlocks } from './layout.ts';

/** What is wrong with the blocks, in Slack's words; empty when nothing is. */
export function wrongWith(blocks: unknown, surface: 'message' | 'view', root = '/blocks'): readonly string[] {
  const schema = surface === 'message' ? MessageBlocks : ViewBlocks;
  const read = schema.safeParse(blocks);
  if (!read.success) return complaints(read.error.issues, blocks, root);
  return read.data
    .flatMap((block, n) => wrongWithBlock(block, `${root}/${n}`))
    .concat(repeated(read.data, root));
}

function wrongWithBlock(block: Fields, here: string): readonly string[] {
  if (block['type'] === 'section' && !block['text'] && !block['fields'])
    return [`must define either \`text\` or \`fields\` [json-pointer:${here}]`];
  const elements = list(block['elements']);
  const single = [
    ['accessory', block['accessory']],
    ['element', block['element']],
  ] as const;
  return [
    ...repeatedActions(elements, `${here}/elements`),
    ...elements.flatMap((element, n) => wrongWithMenu(element, `${here}/elements/${n}`)),
    ...single.flatMap(([key, element]) =>
      isFields(element) ? wrongWithMenu(element, `${here}/${key}`) : [],
    ),
  ];
}

function wrongWithMenu(element: Fields, here: string): readonly string[] {
  if (element['type'] === 'image' && !element['image_url'] && !element['slack_file'])
    return [`must define either \`image_url\` or \`slack_file\` [json-pointer:${here}]`];
  if (element['type'] !== 'static_select' && element['type'] !== 'multi_static_select') return [];
  const given = [element['options'], element['option_groups']].filter(Boolean).length;
  return given === 1 ? [] : [`must define either \`options\` or \`option_groups\` [json-pointer:${here}]`];
}

function repeated(blocks: readonly Fields[], root: string): readonly string[] {
  return doubles(blocks.map((block) => block['block_id'])).map(
    ([id, n]) => `\`block_id\` ${id} already exists for another block [json-pointer:${root}/${n}/block_id]`,
  );
}

function repeatedActions(elements: readonly Fields[], here: string): readonly string[] {
  return doubles(elements.map((element) => element['action_id'])).map(
    ([id, n]) =>
      `\`action_id\` "${id}" already exists for another element [json-pointer:${here}/${n}/action_id]`,
  );
}

function doubles(ids: readonly unknown[]): readonly (readonly [string, number])[] {
  return ids.flatMap((id, n) => (typeof id === 'string' && ids.indexOf(id) < n ? [[id, n] as const] : []));
}
