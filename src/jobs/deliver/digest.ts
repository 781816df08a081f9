import { createHash } from 'node:crypto';
import type { SlackMessage } from '../../slack/blocks.ts';

/** Tells whether a message already shows this. */
export function digestOf(message: SlackMessage): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}
