/** docs/checks.md: every cause, from its definition. */

import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '../../src/engine/check.ts';
import type { Remediation } from '../../src/engine/remediation.ts';
import { STAGES } from '../../src/engine/stage.ts';
import { loadFolder } from '../../src/load.ts';
import { codes } from './markdown.ts';

const ROOT = new URL('../../src/', import.meta.url);

const INTRO = `# Causes

Made by \`npm run docs\` from the definitions in \`src/checks\`; a test fails when it is not what they say.

Of several causes the one whose stage comes first is the cause, the others are told beside it. _Asks_: the questions
that prove it live; without an answer the cause is neither named nor ruled out, and the verdict says so. _In text_: one
of the lines by which it is recognised where text is all there is.
`;

export async function checksPage(): Promise<string> {
  const checks = await loadFolder<Check>(new URL('checks/', ROOT));
  const fixes = await loadFolder<Remediation>(new URL('remediations/', ROOT));
  const folders = foldersOf();
  const pulls = checks.filter(({ scope }) => scope !== 'component');
  const parts = checks.filter(({ scope }) => scope === 'component');
  const folderOf = ({ id }: Check): string => folders.get(id) ?? '';
  return [
    INTRO,
    `## Causes of pulls, pushes and logins\n\nBy stage: ${STAGES.map((stage) => `\`${stage}\``).join(' → ')}.\n`,
    ...STAGES.flatMap((stage) => {
      const here = pulls.filter((one) => one.stage === stage);
      return here.length === 0 ? [] : [`### ${stage}\n`, ...here.map((one) => section(one, fixes))];
    }),
    '## Causes inside registries, Harbor and what runs it\n',
    ...[...new Set(parts.map(folderOf))].flatMap((folder) => [
      `### ${folder}\n`,
      ...parts.filter((one) => folderOf(one) === folder).map((one) => section(one, fixes)),
    ]),
  ].join('\n');
}

function section(check: Check, fixes: readonly Remediation[]): string {
  const { id, probes, signs } = check;
  const mends = fixes.filter((one) => one.fixes.has(id)).map((one) => one.id);
  const asks = [...new Set(probes.map((probe) => probe.id))];
  return [
    `#### ${check.title('en')} · \`${id}\`\n`,
    check.explains('en'),
    '',
    ...(asks.length === 0 ? [] : [`- Asks: ${codes(asks)}`]),
    ...(signs[0] === undefined ? [] : [`- In text: ${quoted(signs[0].specimen)}`]),
    ...(mends.length === 0
      ? []
      : [`- Fixes: ${mends.map((fix) => `[\`${fix}\`](fixes.md#${fix})`).join(', ')}`]),
    '',
  ].join('\n');
}

/** As code, whatever backticks it holds; long lines are cut. */
function quoted(line: string): string {
  const one = line.replaceAll(/\s+/g, ' ').trim();
  const short = one.length > 300 ? `${one.slice(0, 300)}…` : one;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}

function foldersOf(): ReadonlyMap<string, string> {
  const files = readdirSync(fileURLToPath(new URL('checks/', ROOT)), { recursive: true }) as string[];
  return new Map(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file.slice(file.lastIndexOf('/') + 1, -3), dirname(file)]),
  );
}
