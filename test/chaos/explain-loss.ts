/** What a lost fix left behind in Redis and in Slack, so that a loss explains itself. */
import type { RedisConnection } from '../../src/clients/redis.ts';
import { remediateQueue } from '../../src/jobs/fix-queue.ts';
import { DELIVER_QUEUE } from '../../src/jobs/queues.ts';
import { approvalStore } from '../../src/store/approvals.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { keys } from '../../src/store/keys.ts';
import type { Message } from './person.ts';

const LONGEST = 700;

/** Lines for the one who looks into it: incidents, approvals, what is posted, what waits, what people see. */
export async function explainLoss(
  name: string,
  messages: readonly Message[],
  redis: RedisConnection,
): Promise<readonly string[]> {
  const lines = [`--- what is left of ${name}`];
  for (const id of await incidentsOf(name, redis)) {
    lines.push(short(`${id}: ${await redis.get(keys.incident(id))}`));
    lines.push(...(await answerOf(id, redis)));
    for (const [slot, post] of Object.entries(await redis.hgetall(keys.posts(id))))
      lines.push(`  slot ${slot}: ${post}`);
    const approvals = approvalStore(redis);
    for (const one of await approvals.ofIncident(id)) {
      const approval = await approvals.read(one);
      const { state, createdAt, requester, place } = approval ?? {};
      lines.push(short(`  ${one}: ${JSON.stringify({ state, createdAt, requester, place })}`));
      const queue = remediateQueue(approval?.pull.cluster ?? null);
      for (const step of ['plan', 'apply', 'verify', 'expire'])
        lines.push(`    job ${step}: ${await jobOf(queue, `${one}-${step}`, redis)}`);
    }
    const deduplicated = await redis.get(`bull:${DELIVER_QUEUE}:de:${id}`);
    const job = deduplicated === null ? 'none' : await jobOf(DELIVER_QUEUE, deduplicated, redis);
    lines.push(`  delivery under way: ${job}; the next: ${await nextOf(id, redis)}`);
  }
  const waits = await redis.zrange(keys.inboxOpen, 0, '-1', 'WITHSCORES');
  lines.push(`  left in the inbox: ${waits.join(' ') || 'nothing'}`);
  for (const { ts, thread_ts: thread, text, blocks } of messages)
    if (JSON.stringify({ text, blocks }).includes(name))
      lines.push(`  in Slack ${ts} (thread ${thread ?? 'none'}): ${text}; buttons: ${buttonsIn(blocks)}`);
  return lines;
}

/** Answers from which nobody could go on: what they say of what could not be looked at. */
export function blindAnswers(name: string, messages: readonly Message[]): readonly string[] {
  return messages
    .filter(({ text, blocks }) => JSON.stringify({ text, blocks }).includes(name))
    .filter(
      ({ blocks }) => / run-again/.test(` ${buttonsIn(blocks)}`) && !/request-fix/.test(buttonsIn(blocks)),
    )
    .map(({ blocks }) => `--- no fix was offered for ${name}: ${textsIn(blocks)}`);
}

function textsIn(blocks: unknown): string {
  const found = JSON.stringify(blocks ?? []).matchAll(/"text":"([^"]*)"/g);
  return [...found].map(([, text]) => text).join(' | ');
}

/** What the answer rests on, which fixes it offers, and what could not be looked at. */
async function answerOf(id: string, redis: RedisConnection): Promise<readonly string[]> {
  const incident = await incidentStore(redis).read(id);
  if (incident?.state.is !== 'answered') return [`  not answered: ${incident?.state.is}`];
  const { reply } = incident.state;
  if (reply.kind !== 'verdict') return [`  answered by ${JSON.stringify(reply)}`];
  const { cause, couldNotLook } = reply.verdict;
  return [
    `  cause: ${cause?.id} (${cause?.confidence}), fixes: ${JSON.stringify(cause?.remediations ?? [])}`,
    ...couldNotLook.map((one) => `  could not look: ${JSON.stringify(one)}`),
  ];
}

async function incidentsOf(name: string, redis: RedisConnection): Promise<readonly string[]> {
  const all = await redis.keys(keys.incident('*'));
  const found = await Promise.all(
    all.map(async (key) =>
      (await redis.get(key))?.includes(name) ? key.slice(keys.incident('').length) : '',
    ),
  );
  return found.filter((id) => id !== '');
}

/** Where BullMQ has it, and how often it was tried. */
async function jobOf(queue: string, id: string, redis: RedisConnection): Promise<string> {
  const key = `bull:${queue}`;
  const [started, made, failed] = await redis.hmget(`${key}:${id}`, 'ats', 'atm', 'failedReason');
  const lists = await Promise.all(
    ['wait', 'active', 'paused'].map(async (list) => [list, await redis.lpos(`${key}:${list}`, id)] as const),
  );
  const sets = await Promise.all(
    ['delayed', 'prioritized', 'completed', 'failed'].map(
      async (set) => [set, await redis.zscore(`${key}:${set}`, id)] as const,
    ),
  );
  const where = [...lists, ...sets].filter(([, at]) => at !== null).map(([list]) => list);
  return `${where.join(', ') || 'nowhere'} (started ${started ?? 0}, failed ${made ?? 0}${failed ? `: ${failed}` : ''})`;
}

async function nextOf(id: string, redis: RedisConnection): Promise<string> {
  return (await redis.exists(`bull:${DELIVER_QUEUE}:dn:${id}`)) === 1 ? 'waits' : 'none';
}

function buttonsIn(blocks: unknown): string {
  const found = JSON.stringify(blocks ?? []).matchAll(/"action_id":"([^"]*)"/g);
  return [...found].map(([, id]) => id).join(' ') || 'none';
}

function short(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
