/** docs/coverage.md as it should read. */
import { type Answered, type Answerer, answered, answerers, HOW, PROOFS } from './answered.ts';
import { type Guide, guides } from './rows.ts';

const INTRO = `# Coverage of the troubleshooting guides

Made by \`npm run coverage-doc\` from the rows that checks, fixes and verbs name; a test fails when it is not what
the code says. Five public guides were read row by row; each row stands here in a sentence of our own.

Facts of a row: K Kubernetes, H Harbor's API, P a probe of DNS, TCP, TLS or the registry, L a log line or message,
HU a person on a host, print a step that is printed, info nothing but an explanation.

- **found live**: a check or a verb asks for facts and proves it, or tells which question could not be put.
- **proved by a log**: \`status\` reads the logs of an installation's components; what one that is not well writes
  is proof, what a healthy one writes is a hint. Pasted text is recognised as well.
- **known by text**: a check recognises it in messages; no question of ours proves it.
- **printed**: hands have to do it; the step is printed where its symptom is met.
- **by remediation**, **by a verb**: a fix behind a button, or a verb, does it.
- **explained**: the guide explains, and so does the answer.

How it is proved, by the best test of a row's checks:

- **staged**: a system is made sick (the sandbox's Harbor, clusters and relatives, a real registry, a real nginx, a
  real name server), asked over the network, and the verdict names the cause.
- **log line**: a component crashes in the sandbox's cluster with the line in its log, and \`status\` names the cause.
- **literal facts**: the check is tried with facts as its probes give them; the probes are tried by themselves.
`;

export async function coveragePage(): Promise<string> {
  const all = await answerers();
  const parts = guides.map(({ name, rows }) => ({ name, rows: rows.map((row) => answered(row, all)) }));
  return [INTRO, totals(parts), ...parts.map(section)].join('\n');
}

interface Part {
  readonly name: Guide['name'];
  readonly rows: readonly Answered[];
}

function totals(parts: readonly Part[]): string {
  const line = (name: string, rows: readonly Answered[]): string =>
    cells([
      name,
      ...HOW.map((how) => String(rows.filter((row) => row.how === how).length)),
      `${rows.length}`,
    ]);
  return [
    cells(['Guide', ...HOW, 'rows']),
    cells(['---', ...HOW.map(() => '---:'), '---:']),
    ...parts.map(({ name, rows }) => line(name, rows)),
    line(
      'All',
      parts.flatMap(({ rows }) => rows),
    ),
    '',
    cells(['Guide', ...PROOFS, 'nothing to stage']),
    cells(['---', ...PROOFS.map(() => '---:'), '---:']),
    ...parts.map(({ name, rows }) => proofs(name, rows)),
    proofs(
      'All',
      parts.flatMap(({ rows }) => rows),
    ),
    '',
  ].join('\n');
}

function proofs(name: string, rows: readonly Answered[]): string {
  const count = (wanted: Answered['proof']): string =>
    String(rows.filter(({ proof }) => proof === wanted).length);
  return cells([name, ...PROOFS.map(count), count(null)]);
}

function section({ name, rows }: Part): string {
  return [
    `## ${name}`,
    '',
    cells(['Row', 'What it is about', 'Facts', 'How', 'Proved by', 'By', 'Tests']),
    cells(['---', '---', '---', '---', '---', '---', '---']),
    ...rows.map(({ row, how, by, tests, proof }) =>
      cells([
        row.id,
        row.says,
        row.tags.join(' '),
        how,
        proof ?? '',
        by.map(named).join(', '),
        tests.map(linked).join(', '),
      ]),
    ),
    '',
  ].join('\n');
}

function named({ kind, id, file }: Answerer): string {
  return `${kind === 'check' ? '' : `${kind} `}[${id}](../${file})`;
}

function linked(file: string): string {
  return `[${file.replace(/^test\/(?:checks\/)?/, '').replace(/\.test\.ts$/, '')}](../${file})`;
}

function cells(of: readonly string[]): string {
  return `| ${of.join(' | ')} |`;
}
