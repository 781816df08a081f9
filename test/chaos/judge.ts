/** After all has calmed down: was each fix written once, told once, audited, and not lost? */
import type { AuditRecord } from '../../src/engine/audit.ts';
import type { Stage } from './stage.ts';

export interface Run {
  readonly name: string;
  /** What went wrong on the way for the people; null: nothing. */
  readonly lost: string | null;
}

export interface Judged {
  readonly name: string;
  readonly wrong: readonly string[];
}

interface Told {
  readonly text: string;
}

export function judgeRun(
  run: Run,
  stage: Stage,
  messages: readonly Told[],
  audit: readonly AuditRecord[],
): Judged {
  const { name, lost } = run;
  const about = messages.filter((one) => one.text.includes(`\`${name}\``) || one.text.includes(`/${name}`));
  const ends = about.filter((one) => /^Set the image .*: Done\./.test(one.text) && isEnd(one));
  const mine = audit.filter(({ says }) => says.includes(`/${name}`));
  const count = (what: AuditRecord['what']): number => mine.filter((one) => one.what === what).length;
  const writes = stage.writes(name);
  const wrong = [
    ...(lost === null ? [] : [`lost: ${lost}`]),
    ...(writes === 1 ? [] : [`${writes} writes`]),
    ...(ends.length === 1 ? [] : [`${ends.length} final messages`]),
    ...(count('applied') === 1 ? [] : [`${count('applied')} records of applying`]),
    // Who presses twice may get two plans; each has one yes, and the second finds the fault gone.
    ...(twice(mine) ? ['more than one record of a yes'] : []),
  ];
  return { name, wrong };
}

function twice(records: readonly AuditRecord[]): boolean {
  const yes = records.filter(({ what }) => what === 'approved').map(({ approval }) => approval);
  return yes.length === 0 || new Set(yes).size < yes.length;
}

/** The plan's own message has blocks of changes; the end says one sentence. */
function isEnd(message: Told & { readonly blocks?: unknown }): boolean {
  return Array.isArray(message.blocks) && message.blocks.length === 1;
}
