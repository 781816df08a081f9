/** What a message says, checked as Slack checks it and in the form Slack keeps. */

import { stored } from '../blocks/stored.ts';
import { wrongWith } from '../blocks/validate.ts';
import { fromApp } from '../escape.ts';
import { type Fields, isFields, list } from '../json.ts';
import { ApiError, refused } from './api-error.ts';

export interface Content {
  readonly text: string;
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly metadata?: Fields;
}

/** Reads text, blocks, attachments and metadata. Throws no_text, msg_too_long, invalid_blocks and the like. */
export function readContent(args: Fields, longest: number): Content {
  const said = typeof args['text'] === 'string' ? args['text'] : '';
  const blocks = readBlocks(args['blocks']);
  const attachments = readAttachments(args['attachments']);
  const metadata = readMetadata(args['metadata']);
  if (said.trim() === '' && !blocks?.length && !attachments?.length) throw new ApiError('no_text');
  if (said.length > longest) throw new ApiError('msg_too_long');
  return {
    text: fromApp(said),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

function readBlocks(given: unknown): readonly Fields[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new ApiError('invalid_blocks_format');
  const wrong = wrongWith(given, 'message');
  if (wrong.length > 0) throw refused('invalid_blocks', wrong);
  return stored(list(given));
}

function readAttachments(given: unknown): readonly Fields[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || !given.every(isFields)) throw new ApiError('invalid_attachments');
  if (given.length > 100) throw new ApiError('too_many_attachments');
  return given.map((attachment, n) => {
    const wrong = wrongWith(attachment['blocks'] ?? [], 'message', `/attachments/${n}/blocks`);
    if (wrong.length > 0) throw refused('invalid_attachments', wrong);
    const blocks = attachment['blocks'] ? { blocks: stored(list(attachment['blocks'])) } : {};
    const fallback = attachment['fallback'] ?? attachment['text'] ?? '[no preview available]';
    return { id: n + 1, ...attachment, ...colour(attachment['color']), ...blocks, fallback };
  });
}

/** Slack gives colours back as hex without `#`. */
const NAMED: Readonly<Record<string, string>> = { danger: 'a30200', good: '2eb886', warning: 'daa038' };

function colour(given: unknown): Fields {
  if (typeof given !== 'string') return {};
  return { color: NAMED[given] ?? given.replace(/^#/, '') };
}

function readMetadata(given: unknown): Fields | undefined {
  if (given === undefined) return undefined;
  const good = isFields(given) && typeof given['event_type'] === 'string' && isFields(given['event_payload']);
  if (!good) throw new ApiError('invalid_metadata_format');
  return given;
}
