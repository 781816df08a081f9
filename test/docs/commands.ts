/** docs/commands.md: every verb, from its definition. */
import type { Command } from '../../src/engine/command.ts';
import { loadFolder } from '../../src/load.ts';

const INTRO = `# Commands

Made by \`npm run docs\` from the definitions in \`commands/\`; a test fails when it is not what they say.

In Slack each is \`/registry <verb>\`, within a thread \`@registry-medic <verb>\`, and in a direct message the verb alone.
In a terminal it is \`registry-medic <verb>\`, with \`--json\` for machines; what only a terminal has stands in
\`registry-medic --help\`. \`/registry help <verb>\` shows the same as this page.
`;

const ALLOWED: Readonly<Record<Command['allowed'], string>> = {
  anyone: 'Anyone.',
  operator: 'Only in a terminal, by who runs the bot.',
  approver: 'Only who is named in a rule of `remediations: approvers:`.',
};

export async function commandsPage(): Promise<string> {
  const all = await loadFolder<Command>(new URL('../../commands/', import.meta.url));
  return [INTRO, ...all.map(section)].join('\n');
}

function section({ id, usage, summary, examples, allowed }: Command): string {
  const shown = examples.map((example) => `/registry ${example}`).join('\n');
  return `## ${id}\n\n${summary} ${ALLOWED[allowed]}\n\n\`/registry ${usage}\`\n\n\`\`\`\n${shown}\n\`\`\`\n`;
}
