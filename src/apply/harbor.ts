/** One step of a plan in Harbor, with the login that was given for writing. */
import { z } from 'zod';
import type { Stamp, StepEnding, StepNotes } from '../engine/apply-ending.ts';
import type { Step } from '../engine/plan.ts';
import type { Words } from '../engine/words.ts';
import { jsonOf, saysOf } from './harbor-answers.ts';
import { doneBefore, doneByUs } from './harbor-done.ts';
import type { HarborWriteDoor } from './harbor-door.ts';
import { stamped } from './stamped.ts';

export type HarborStep = Extract<Step, { readonly do: 'harbor' }>;

const words: Words<{
  readonly notMade: string;
  readonly login: (says: string) => string;
  readonly old: string;
  readonly readOnly: string;
}> = {
  en: {
    notMade: 'what the fix had made is not known, so it cannot be taken back from here',
    login: (says) => `Harbor does not accept the login of \`writeLogin\`: ${says}`,
    old: 'this Harbor has no API `/api/v2.0`, which came with 2.0',
    readOnly: 'Harbor is in read-only mode: it takes no writes until that is switched off',
  },
};

/** Safe to repeat with the same stamp and notes. */
export async function writeToHarbor(
  given: HarborStep,
  stamp: Stamp,
  door: HarborWriteDoor,
  notes: StepNotes,
): Promise<StepEnding> {
  const step = stamped(given, stamp);
  if (step.path.includes('{made')) return { ended: 'refused', says: words.en.notMade };
  const { method, path, body, done } = step;
  const before = done ? await doneBefore(done, notes, door) : null;
  if (before) return before;
  const answer = await door.put({ method, path, ...(body === undefined ? {} : { json: body }) });
  if (answer.ended === 'unsure') return answer;
  const { status } = answer;
  if (status < 300) return { ended: 'written', ...madeBy(answer) };
  const says = saysOf(answer);
  if (status >= 500 || status === 429) return { ended: 'unsure', says };
  if (status === 409 && done?.by === 'entry')
    return (await doneByUs(done, door)) ?? { ended: 'refused', says };
  if (method === 'DELETE' && (status === 404 || (status === 403 && (await projectIsGone(path, door)))))
    return { ended: 'was-done' };
  return { ended: 'refused', says };
}

/** Harbor has no dry run. What would keep every write from working is asked before a plan is shown. */
export async function rehearseInHarbor(
  door: HarborWriteDoor,
): Promise<Exclude<StepEnding, { ended: 'was-done' }>> {
  const who = await door.put({ method: 'GET', path: '/users/current' });
  if (who.ended === 'unsure') return who;
  if (who.status === 401) return { ended: 'refused', says: words.en.login(saysOf(who)) };
  if (who.status === 404) return { ended: 'refused', says: words.en.old };
  if (who.status >= 500) return { ended: 'unsure', says: saysOf(who) };
  const info = await door.look('/systeminfo');
  if (info.ended === 'unsure') return info;
  const isReadOnly = Info.safeParse(jsonOf(info.body)).data?.read_only === true;
  return isReadOnly ? { ended: 'refused', says: words.en.readOnly } : { ended: 'written' };
}

const Info = z.object({ read_only: z.boolean().nullish() });
const Made = z.object({ id: z.number() });

function madeBy({ made, body }: { readonly made: string | null; readonly body: string }): {
  readonly made?: string;
} {
  const id = Made.safeParse(jsonOf(body)).data?.id;
  if (id !== undefined) return { made: String(id) };
  return made === null ? {} : { made };
}

/** Harbor says 403 of what lies in a project that is not there (RequireProjectAccess); this tells them apart. */
async function projectIsGone(path: string, door: HarborWriteDoor): Promise<boolean> {
  const name = /^\/projects\/([^/?]+)\//.exec(path)?.[1];
  if (name === undefined) return false;
  const answer = await door.look(`/projects?project_name=${name}`, 'HEAD');
  return answer.ended === 'answered' && answer.status === 404;
}
