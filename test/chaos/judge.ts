/** After all has calmed down: was each fix written once, told once, audited, and not lost? */
import type { AuditRecord } from '../../src/engine/audit.ts';
import type { Scene } from './scenes.ts';

export interface Run {
  readonly name: string;
  /** What went wrong on the way for the people; null: nothing. */
  readonly lost: string | null;
  /** How often an answer offered no fix, so that it was asked anew. */
  readonly again: number;
}

export interface Judged {
  readonly name: string;
  readonly wrong: readonly string[];
}

interface Told {
  readonly text: string;
  readonly blocks?: unknown;
}

export function judgeRun(
  run: Run,
  scene: Scene,
  messages: readonly Told[],
  audit: readonly AuditRecord[],
): Judged {
  const { name, lost } = run;
  const ends = messages.filter((one) => isEnd(one, name, scene));
  const mine = audit.filter(({ says }) => says.includes(scene.about(name)));
  const count = (what: AuditRecord['what']): number => mine.filter((one) => one.what === what).length;
  const writes = scene.writes(name);
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
export function isEnd({ text, blocks }: Told, name: string, { about, does }: Scene): boolean {
  const isDone = does.test(text) && text.includes(about(name)) && /: Done\./.test(text);
  return isDone && Array.isArray(blocks) && blocks.length === 1;
}
