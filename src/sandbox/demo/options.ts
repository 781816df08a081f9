/** The command line of the demo. */
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Port of the page; 0: any free one. */
  readonly port: number;
  /** Whether somebody asked for that port; the usual one gives way when it is taken. */
  readonly portGiven: boolean;
  readonly output: 'for-people' | 'for-scripts';
  readonly delivery: 'socket' | 'http';
}

export const USAGE = `npm run demo -- [options]

Starts Acme's world on this machine alone: a Slack with a page, a cluster, a Harbor, planted faults, and the bot.

  --port N     port of the page (default 8600, or any free one when that is taken)
  --http       Slack delivers over HTTP instead of Socket Mode
  --headless   print for scripts: one JSON line when everything is ready
  --help       this text
`;

export const DEFAULT_PORT = 8600;

/** What was typed cannot be understood; the message says what to type. */
export class DemoUsageError extends Error {
  override readonly name = 'DemoUsageError';
}

/** Reads the words after the script's name; null when help was asked for. Throws DemoUsageError. */
export function readOptions(argv: readonly string[]): DemoOptions | null {
  const given = parse(argv);
  if (given.help) return null;
  return {
    port: given.port === undefined ? DEFAULT_PORT : portOf(given.port),
    portGiven: given.port !== undefined,
    output: given.headless ? 'for-scripts' : 'for-people',
    delivery: given.http ? 'http' : 'socket',
  };
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        http: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    const says = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    throw new DemoUsageError(`${says}.`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new DemoUsageError(`--port ${text}: write a number from 0 to 65535; 0 takes any free port.`);
}
