/** Bolt's log lines, written as ours: JSON, redacted, with the request id. */
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../log.ts';

/** Bolt is talkative: its `info` is our `debug`. */
export function boltLogger(log: Logger): SlackLogger {
  const child = log.child({ from: 'bolt' });
  const line = (parts: readonly unknown[]): string => parts.map(asText).join(' ');
  return {
    debug: (...parts: unknown[]) => child.trace(line(parts)),
    info: (...parts: unknown[]) => child.debug(line(parts)),
    warn: (...parts: unknown[]) => child.warn(line(parts)),
    error: (...parts: unknown[]) => child.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.DEBUG,
    setName: () => {},
  };
}

function asText(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part));
}
