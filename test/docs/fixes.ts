/** docs/fixes.md: every remediation, from its definition. */
import type { Check } from '../../src/engine/check.ts';
import { rulesOf } from '../../src/engine/rbac.ts';
import type { Remediation } from '../../src/engine/remediation.ts';
import { loadFolder } from '../../src/load.ts';
import { codes } from './markdown.ts';

const ROOT = new URL('../../src/', import.meta.url);

const INTRO = `# Fixes

Made by \`npm run docs\` from the definitions in \`src/remediations\`; a test fails when it is not what they say.

None is offered unless \`remediations: enabled:\` names it. Low risk needs one yes, also that of who asked; medium risk
one of somebody else; high risk two of two others. A fix is offered only where its cause was proved live; the plan that
is shown before says what is written, what it interrupts and how it is taken back. \`registry-medic rbac\` prints the
rights of those that are enabled.
`;

export async function fixesPage(): Promise<string> {
  const fixes = await loadFolder<Remediation>(new URL('remediations/', ROOT));
  const checks = await loadFolder<Check>(new URL('checks/', ROOT));
  return [INTRO, ...fixes.map((one) => section(one, checks))].join('\n');
}

function section(fix: Remediation, checks: readonly Check[]): string {
  const mends = checks.filter(({ id }) => fix.fixes.has(id));
  const cluster = rulesOf([fix]).map(
    ({ apiGroups, resources, verbs }) =>
      `${verbs.join(', ')} of \`${resources.join(', ')}${apiGroups[0] ? `.${apiGroups[0]}` : ''}\``,
  );
  const harbor = fix.harborRights.map(({ level, resource, action }) => `${resource} ${action} (${level})`);
  return [
    `## ${fix.id}\n`,
    `${fix.title('en')}. Risk: ${fix.risk}.\n`,
    `- Mends: ${mends.map((one) => `${one.title('en')} (\`${one.id}\`)`).join('; ')}`,
    ...(cluster.length === 0 ? [] : [`- Writes to the cluster: ${cluster.join('; ')}`]),
    ...(harbor.length === 0 ? [] : [`- Writes to Harbor: ${codes(harbor)}`]),
    `- Asks: ${codes([...new Set(fix.probes.map(({ id }) => id))])}`,
    '',
  ].join('\n');
}
