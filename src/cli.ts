#!/usr/bin/env node
/** `registry-medic <verb> …`: the same questions as in Slack, in one process, without Slack and Redis. */
import './thrift.ts';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, loadConfig } from './config.ts';
import type { Action } from './engine/action.ts';
import { titlesOf } from './engine/check-titles.ts';
import { type Command, type KnownNames, UsageError } from './engine/command.ts';
import type { NodeAsker } from './engine/node-view.ts';
import type { Remediation } from './engine/remediation.ts';
import type { Reply } from './engine/reply.ts';
import type { StorageLooks } from './engine/storage-looks.ts';
import { leave } from './leave.ts';
import { loadFolder } from './load.ts';
import { renderReply } from './terminal/render.ts';
import { askingAbout, inTerminal } from './terminal/tries.ts';
import { TERMINAL_VERBS, topics, unknownVerb } from './terminal/verbs.ts';
import { printable, visible } from './terminal/visible.ts';
import { words } from './terminal/words.ts';

/** 0: asked and answered. 1: our own failure. 2: wrong usage or configuration. */
type ExitCode = 0 | 1 | 2;

const say = words.en;

/** Runs one command line (without `node` and the script). Writes the answer to stdout, complaints to stderr. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    const { why, says, tries, code } = failure(error);
    // Who asked for JSON reads stdout; who looks over its shoulder reads stderr.
    if (argv.includes('--json')) print(printable(JSON.stringify({ error: { why, says, tries } })));
    return complain([says, ...tries.map(say.tryThis)], code);
  }
}

function failure(error: unknown) {
  if (error instanceof UsageError)
    return { why: 'usage', says: error.message, tries: error.tries.map(inTerminal), code: 2 } as const;
  if (error instanceof ConfigError)
    return { why: 'configuration', says: error.message, tries: [], code: 2 } as const;
  const says = say.ownFailure(error instanceof Error ? error.message : String(error));
  return { why: 'failed', says, tries: [], code: 1 } as const;
}

async function dispatch(argv: readonly string[]): Promise<ExitCode> {
  const json = argv.includes('--json');
  const [given = 'help', ...rest] = argv.filter((word) => word !== '--json');
  const verb = given.toLowerCase();
  const commands = await loadFolder<Command>(new URL('../commands/', import.meta.url));
  if (verb === '--version') return print(await version());
  const about = helpWanted(verb, rest);
  if (about) {
    const reply: Reply = { kind: 'help', topics: topics(commands, about.verb) };
    return print(json ? contract(reply) : renderReply(reply));
  }
  const own = TERMINAL_VERBS.find(({ id }) => id === verb);
  if (own) return own.run(rest, json);
  const command = commands.find(({ id }) => id === verb);
  if (!command) throw unknownVerb(given, commands);
  return answer(command, rest, json);
}

/** `help`, `help <verb>`, `<verb> --help`; null when something else is wanted. */
function helpWanted(verb: string, rest: readonly string[]): { readonly verb: string | null } | null {
  const asks = (word: string): boolean => ['--help', '-h'].includes(word);
  if (verb === 'help' || asks(verb)) return { verb: rest.find((word) => !asks(word))?.toLowerCase() ?? null };
  return rest.some(asks) ? { verb } : null;
}

async function answer(command: Command, rest: readonly string[], json: boolean): Promise<ExitCode> {
  const { answerFromFile } = await import('./terminal/from-file.ts');
  const fromFile = await answerFromFile(command, rest);
  if (fromFile)
    return print(
      json ? contract(fromFile.reply) : renderReply(fromFile.reply, 'en', fromFile.titles),
      exitCode(fromFile.reply),
    );
  const config = loadConfig();
  // Loaded late, so that help and usage errors do not wait for the clients.
  const { createSurroundings } = await import('./jobs/surroundings.ts');
  const { answerQuestion } = await import('./jobs/answer.ts');
  const nodes = await nodesOf(config);
  const { outOf } = await import('./terminal/file-options.ts');
  const { files, rest: typed } = outOf(command.id, rest);
  const made = { ...(await createSurroundings(config, undefined, nodes)), ...(await looksOf(config)) };
  const surroundings = files === null ? made : { ...made, files };
  const intent = command.parse(typed, known(config, [...surroundings.clusters.keys()]));
  if ('act' in intent) return acted(intent.act, config, surroundings.remediations, json);
  const reply = 'reply' in intent ? intent.reply : await answerQuestion(intent.ask, surroundings);
  const text = json ? contract(reply) : renderReply(reply, 'en', titlesOf(surroundings.checks, 'en'));
  return print(text, exitCode(reply));
}

/** Done at once, in the Redis of the bot. */
async function acted(
  action: Action,
  config: Config,
  remediations: readonly Remediation[],
  json: boolean,
): Promise<ExitCode> {
  const { actFromTerminal } = await import('./jobs/act/from-terminal.ts');
  const topics = remediations.map(({ id, risk, title }) => ({ id, risk, title: title('en') }));
  const note = await actFromTerminal(action, config, topics);
  return print(json ? contract(note) : renderReply(note), 0);
}

/** Workers on nodes are asked through Redis, where there is one. */
async function nodesOf({ env }: Config): Promise<NodeAsker | null> {
  if (env.REDIS_URL === undefined) return null;
  const { createNodeAsker } = await import('./jobs/node-asker.ts');
  return createNodeAsker(env.REDIS_URL);
}

/** Earlier looks at storage lie in the Redis of the bot, where there is one. */
async function looksOf({ env }: Config): Promise<{ readonly looks?: StorageLooks }> {
  if (env.REDIS_URL === undefined) return {};
  const { passingStorageLooks } = await import('./store/storage-looks.ts');
  return { looks: passingStorageLooks(env.REDIS_URL) };
}

function known(config: Config, clusters: readonly string[]): KnownNames {
  return {
    clusters,
    registries: config.file.registries.flatMap(({ name, host }) => [name, host]),
    commands: [],
  };
}

function exitCode(reply: Reply): ExitCode {
  if (reply.kind === 'choice') return 2;
  if (reply.kind !== 'refusal') return 0;
  return reply.why === 'failed' ? 1 : 2;
}

const contract = (reply: Reply): string => printable(asJson(reply));

/** The machine contract: a verdict or a report bare, anything else under `error`. */
function asJson(reply: Reply): string {
  switch (reply.kind) {
    case 'verdict':
      return JSON.stringify(reply.verdict);
    case 'status':
    case 'scan-logs':
    case 'bundle':
    case 'offline':
    case 'jobs':
    case 'storage':
    case 'sweep':
      return JSON.stringify(reply.report);
    case 'note':
      return JSON.stringify({ says: reply.says, lines: reply.lines });
    case 'help':
      return JSON.stringify(reply.topics);
    case 'choice':
      return JSON.stringify({
        error: {
          why: 'ambiguous',
          says: reply.says,
          tries: reply.options.map(({ text }) => askingAbout(text)),
        },
      });
    case 'refusal':
      return JSON.stringify({
        error: { why: reply.why, says: reply.says, tries: reply.tries.map(inTerminal) },
      });
  }
}

async function version(): Promise<string> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  return manifest.version;
}

function print(text: string, code: ExitCode = 0): ExitCode {
  process.stdout.write(`${text}\n`);
  return code;
}

function complain(lines: readonly string[], code: ExitCode): ExitCode {
  process.stderr.write(`${visible(lines.join('\n'))}\n`);
  return code;
}

/** npx starts this file through a link in node_modules/.bin. */
function startedDirectly(): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
}

if (startedDirectly()) {
  // Whoever reads may have seen enough: `registry-medic status | head -1`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const code = await runCli(process.argv.slice(2));
  // Kept-alive connections must not hold the process; what was written must still get out.
  process.stdout.write('', () => void leave(code));
}
