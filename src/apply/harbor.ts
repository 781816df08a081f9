/** One step of a plan in Harbor, with the login that was given for writing. */
import { z } from 'zod';
import type { Stamp, StepEnding } from '../engine/apply-ending.ts';
import type { Step } from '../engine/plan.ts';
import { stamped } from './stamped.ts';

export type HarborStep = Extract<Step, { readonly do: 'harbor' }>;

export type HarborWriteEnding =
  | { readonly ended: 'answered'; readonly status: number; readonly body: string }
  | { readonly ended: 'unsure'; readonly says: string };

/** Puts one question to a Harbor, once. */
export interface HarborWriteDoor {
  put(question: {
    readonly method: 'GET' | HarborStep['method'];
    /** Below `/api/v2.0`. */
    readonly path: string;
    readonly json?: unknown;
  }): Promise<HarborWriteEnding>;
}

const list = z.array(z.record(z.string(), z.unknown()));
const envelope = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) });

/** A call without a dry run of its own is only checked for whether it is done. */
export async function writeToHarbor(
  step: HarborStep,
  stamp: Stamp,
  door: HarborWriteDoor,
): Promise<StepEnding> {
  const before = await doneBefore(step, stamp, door);
  if (before) return before;
  const body = step.body === undefined ? {} : { json: stamped(step.body, stamp) };
  const answer = await door.put({ method: step.method, path: step.path, ...body });
  if (answer.ended === 'unsure') return answer;
  const { status } = answer;
  if (status < 300) return { ended: 'written' };
  if (status === 404 && step.method === 'DELETE') return { ended: 'was-done' };
  const says = `${status} ${errorOf(answer.body)}`.trim();
  return status >= 500 || status === 429 ? { ended: 'unsure', says } : { ended: 'refused', says };
}

/** Whether an earlier try of this approval shows in the list that the step names. */
async function doneBefore(
  { done }: HarborStep,
  { approvedAt }: Stamp,
  door: HarborWriteDoor,
): Promise<StepEnding | null> {
  if (!done) return null;
  const answer = await door.put({ method: 'GET', path: done.path });
  if (answer.ended === 'unsure') return answer;
  if (answer.status >= 300) return { ended: 'unsure', says: `${answer.status} ${errorOf(answer.body)}` };
  const first = list.safeParse(jsonOf(answer.body)).data?.[0];
  const since = Date.parse(String(first?.[done.since] ?? ''));
  // Harbor writes whole seconds.
  return since >= Math.floor(Date.parse(approvedAt) / 1000) * 1000 ? { ended: 'was-done' } : null;
}

function errorOf(body: string): string {
  const read = envelope.safeParse(jsonOf(body));
  return (read.success ? read.data.errors.map((one) => one.message).join('; ') : body).slice(0, 300);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
