#!/usr/bin/env node
/** `registry-medic <verb> …`: the same questions as in Slack, in one process, without Slack and Redis. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { titlesOf } from './engine/check-titles.ts';
import { type Command, type KnownNames, UsageError } from './engine/command.ts';
import type { Reply } from './engine/reply.ts';
import { loadFolder } from './load.ts';
import { renderReply } from './terminal/render.ts';
import { TERMINAL_VERBS, topics } from './terminal/verbs.ts';
import { words } from './terminal/words.ts';

/** 0: asked and answered. 1: our own failure. 2: wrong usage or configuration. */
type ExitCode = 0 | 1 | 2;

const say = words.en;

/** Runs one command line (without `node` and the script). Writes the answer to stdout, complaints to stderr. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (error instanceof UsageError) return complain([error.message, ...error.tries.map(say.tryThis)], 2);
    if (error instanceof ConfigError) return complain([error.message], 2);
    return complain([say.ownFailure(error instanceof Error ? error.message : String(error))], 1);
  }
}

async function dispatch(argv: readonly string[]): Promise<ExitCode> {
  const json = argv.includes('--json');
  const [verb = 'help', ...rest] = argv.filter((word) => word !== '--json');
  const commands = await loadFolder<Command>(new URL('../commands/', import.meta.url));
  if (verb === '--version') return print(await version());
  if (['help', '--help', '-h'].includes(verb) || rest.some((word) => ['--help', '-h'].includes(word)))
    return print(renderReply({ kind: 'help', topics: topics(commands, verb) }));
  const own = TERMINAL_VERBS.find(({ id }) => id === verb);
  if (own) return own.run(rest, json);
  const command = commands.find(({ id }) => id === verb);
  if (!command) throw new UsageError(say.unknownVerb(verb), [say.helpVerb]);
  return answer(command, rest, json);
}

async function answer(command: Command, rest: readonly string[], json: boolean): Promise<ExitCode> {
  const config = loadConfig();
  // Loaded late, so that help and usage errors do not wait for the clients.
  const { createSurroundings } = await import('./jobs/surroundings.ts');
  const { answerQuestion } = await import('./jobs/answer.ts');
  const surroundings = await createSurroundings(config);
  const intent = command.parse(rest, known(config, [...surroundings.clusters.keys()]));
  const reply = 'reply' in intent ? intent.reply : await answerQuestion(intent.ask, surroundings);
  const text = json ? asJson(reply) : renderReply(reply, 'en', titlesOf(surroundings.checks, 'en'));
  return print(text, exitCode(reply));
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

/** The machine contract: a verdict or a report bare, anything else under `error`. */
function asJson(reply: Reply): string {
  switch (reply.kind) {
    case 'verdict':
      return JSON.stringify(reply.verdict);
    case 'status':
      return JSON.stringify(reply.report);
    case 'help':
      return JSON.stringify(reply.topics);
    case 'choice':
      return JSON.stringify({
        error: { why: 'ambiguous', says: reply.says, tries: reply.options.map(({ text }) => text) },
      });
    case 'refusal':
      return JSON.stringify({ error: { why: reply.why, says: reply.says, tries: reply.tries } });
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
  process.stderr.write(`${lines.join('\n')}\n`);
  return code;
}

/** npx starts this file through a link in node_modules/.bin. */
function startedDirectly(): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
}

if (startedDirectly()) {
  const code = await runCli(process.argv.slice(2));
  // Kept-alive connections must not hold the process; what was written must still get out.
  process.stdout.write('', () => process.exit(code));
}
