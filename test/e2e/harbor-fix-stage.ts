/** Acme's world with the product's three processes beside it, and people who press: for fixes that write to Harbor. */

import { readFile, writeFile } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { parse, stringify } from 'yaml';
import { connectRedis } from '../../src/clients/redis.ts';
import type { AuditRecord } from '../../src/engine/audit.ts';
import type { HarborState } from '../../src/sandbox/harbor/state.ts';
import type { Fault } from '../../src/sandbox/world/fault.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';
import { auditStore } from '../../src/store/audit.ts';
import { calmPeopleOf, type Message, type People, shows, until } from '../chaos/person.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { type Running, startMain, startWorkspace } from './processes-of.ts';

/** Harbor itself refreshes what it says of an execution every 30 s. */
const PATIENCE_MS = 90_000;

export interface FixStage {
  readonly world: World;
  readonly harbor: HarborState;
  readonly people: People;
  /** As a node that dies takes it along; `start` brings up another one. */
  killRemediator(): Promise<void>;
  startRemediator(): Promise<void>;
  /** Types a verb in #shop whose answer only Rosa sees. */
  type(text: string): Promise<void>;
  /** Asks in #shop; resolves when the answer speaks of it. */
  ask(text: string, about: string): Promise<void>;
  /** Presses the button with these words in an answer that speaks of `about`; resolves with the plan. */
  request(title: string, about: string, does: string): Promise<Message>;
  /** Presses undo where this was done; resolves with the plan of the way back. */
  undo(done: string, does: string): Promise<void>;
  /** One person's yes to the plan that says this. */
  approve(user: string, does: string): Promise<void>;
  /** Waits until a message about it says so. */
  says(text: string): Promise<void>;
  /** What the audit tells of the fix that says this, in order. */
  audited(does: string): Promise<readonly string[]>;
  /** Every word that went to Redis, into Slack and into a log. */
  recorded(): Promise<string>;
  stop(): Promise<void>;
}

/** `remediations`: beside what the world's own configuration says of them. */
export interface StageOptions {
  readonly remediations?: object;
  readonly faults?: readonly Fault[];
}

export async function startFixStage(options: StageOptions = {}): Promise<FixStage> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return await start(stops, stop, options);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
  options: StageOptions,
): Promise<FixStage> {
  const redis = await startOwnRedis(1);
  stops.push(() => redis.stop());
  const commands: string[] = [];
  const monitor = await new Redis(redis.url).monitor();
  monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));
  stops.push(async () => monitor.disconnect());
  const world = await startWorld({ faults: options.faults ?? [] });
  stops.push(() => world.stop());
  const config = parse(await readFile(world.files.config, 'utf8')) as { remediations: object };
  const remediations = { ...config.remediations, ...options.remediations };
  await writeFile(world.files.config, stringify({ ...config, remediations }));
  const workspace = await startWorkspace();
  stops.push(() => workspace.slack.stop());
  const people = calmPeopleOf(new URL(workspace.slack.url), PATIENCE_MS);
  const env = { ...world.files.env, REDIS_URL: redis.url, LOG_LEVEL: 'trace' };
  const outputs: (() => string)[] = [];
  const last = new Map<string, Running>();
  for (const role of ['bot', 'worker', 'remediator'] as const) {
    const given = { ...env, ...(role === 'bot' ? workspace.env : {}), REGISTRY_MEDIC_ROLE: role };
    const running: Running = await startMain(given);
    outputs.push(running.output);
    last.set(role, running);
    stops.push(async () => last.get(role)?.kill('SIGKILL'));
  }
  const find = async (...parts: readonly string[]): Promise<Message | undefined> =>
    (await people.messages()).findLast((one) =>
      parts.every((part) => JSON.stringify(one).includes(JSON.stringify(part).slice(1, -1))),
    );
  const press = async (user: string, message: Message, action: string): Promise<void> => {
    const body = { user, channel: message.channel, message_ts: message.ts, action_id: action };
    await fetch(new URL('/sandbox/action', workspace.slack.url), {
      method: 'POST',
      body: JSON.stringify(body),
    });
  };
  return {
    world,
    harbor: world.estate.harbor.state,
    people,
    async killRemediator() {
      await last.get('remediator')?.kill('SIGKILL');
    },
    async startRemediator() {
      const running = await startMain({ ...env, REGISTRY_MEDIC_ROLE: 'remediator' });
      outputs.push(running.output);
      last.set('remediator', running);
    },
    type: (text) => workspace.ask(text),
    async ask(text, about) {
      const before = (await people.messages()).length;
      await workspace.ask(text);
      await until(PATIENCE_MS, `an answer to ${text}`, async () =>
        (await people.messages()).slice(before).some((one) => JSON.stringify(one).includes(about)),
      );
    },
    async request(title, about, does) {
      await until(
        PATIENCE_MS,
        `a button ${title}`,
        async () => !!(await find(about, title, 'request-fix')),
      ).catch(async () => {
        throw new Error(`no button ${title}: ${JSON.stringify((await find(about))?.blocks)}`);
      });
      const said = await find(about, title, 'request-fix');
      const action = said ? buttonWith(said.blocks, title) : null;
      if (!said || action === null) throw new Error(`no button ${title}: ${JSON.stringify(said?.blocks)}`);
      await press('rosa', said, action);
      await until(PATIENCE_MS, `the plan: ${does}`, async () =>
        shows(await people.messages(), 'approve-fix', JSON.stringify(does).slice(1, -1)),
      );
      const plan = await find(does, 'approve-fix');
      if (!plan) throw new Error(`no plan ${does}`);
      return plan;
    },
    async undo(done, does) {
      await until(PATIENCE_MS, `what undoes ${done}`, async () => !!(await find(done, 'undo-fix')));
      const message = await find(done, 'undo-fix');
      if (!message) throw new Error(`nothing to undo: ${done}`);
      await press('rosa', message, 'undo-fix');
      await until(PATIENCE_MS, does, async () => !!(await find(does, 'approve-fix')));
    },
    async approve(user, does) {
      await until(PATIENCE_MS, `the plan: ${does}`, async () => !!(await find(does, 'approve-fix')));
      const plan = await find(does, 'approve-fix');
      if (!plan) throw new Error(`no plan ${does}`);
      await press(user, plan, buttonOf(plan.blocks, 'approve-fix') ?? '');
    },
    async says(text) {
      const plain = async (): Promise<readonly string[]> =>
        (await people.messages()).map((one) => one.text.replaceAll('`', ''));
      await until(PATIENCE_MS, text, async () => (await plain()).some((one) => one.includes(text))).catch(
        async (error: unknown) => {
          throw new Error(`${String(error)}; last said: ${(await plain()).slice(-3).join(' | ')}`);
        },
      );
    },
    async audited(does) {
      const connection = await connectRedis(redis.url, 'requests', () => {});
      const all: readonly AuditRecord[] = await Array.fromAsync(auditStore(connection).read());
      connection.disconnect();
      const approval = all.findLast(({ says }) => says === does)?.approval;
      return all.filter((one) => one.approval === approval).map(({ what, who }) => `${what} ${who}`);
    },
    recorded: async () =>
      `${commands.join('\n')}${await workspace.all()}${outputs.map((output) => output()).join('\n')}`,
    stop,
  };
}

function buttonOf(blocks: unknown, action: string): string | null {
  return new RegExp(`"action_id":"(${action}[^"]*)"`).exec(JSON.stringify(blocks ?? []))?.[1] ?? null;
}

interface Element {
  readonly action_id?: string;
  readonly text?: { readonly text?: string };
}

function buttonWith(blocks: unknown, title: string): string | null {
  const all = (blocks ?? []) as readonly { readonly elements?: readonly Element[] }[];
  const button = all.flatMap(({ elements = [] }) => elements).find(({ text }) => text?.text === `${title}…`);
  return button?.action_id ?? null;
}
