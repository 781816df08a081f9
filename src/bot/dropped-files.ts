/** Sees files that people dropped, and takes them onto the shelf. */
import { setTimeout as wait } from 'node:timers/promises';
import { FILE_LIMIT, type FileShelf } from '../engine/files.ts';
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { TryLater } from '../jobs/deliver/desk.ts';
import type { Dropped, DroppedFile, Taken } from '../slack/dropped-file.ts';

const TRIES = 4;
const TRY_AGAIN_MS = 700;

/** Throws TryLater when Slack did not answer. */
export async function seeDropped(id: string, channel: string, desk: SlackDesk): Promise<Dropped> {
  for (let tries = 1; ; tries += 1) {
    const seen = await see(id, channel, desk);
    // Slack tells of a file before it tells where it is.
    if (seen !== null || tries === TRIES) return seen ?? { is: 'hidden', says: 'file_not_found' };
    await wait(TRY_AGAIN_MS);
  }
}

/** Null while it is in no message of this channel. */
async function see(id: string, channel: string, desk: SlackDesk): Promise<Dropped | null> {
  const seen = await desk.seeFile(id);
  if (seen.ended === 'refused') return { is: 'hidden', says: seen.says };
  if (seen.ended !== 'seen') throw new TryLater(`Looking at file ${id}: ${seen.ended}`, null);
  const spot = seen.file.spots.find((one) => one.channel === channel);
  if (!spot) return null;
  const { name, bytes, url } = seen.file;
  return { is: 'there', file: { id, name, bytes, url, channel, ts: spot.ts, thread: spot.thread } };
}

/** The bytes go from Slack onto the shelf and into nothing else. */
export async function takeDropped(
  { id, name, bytes, url }: DroppedFile,
  desk: SlackDesk,
  shelf: FileShelf,
): Promise<Taken> {
  if (bytes > FILE_LIMIT) return { is: 'too-large' };
  const got = await desk.download({ id, name, bytes, url, spots: [] }, FILE_LIMIT);
  if (got.ended === 'too-large') return { is: 'too-large' };
  if (got.ended !== 'downloaded') return { is: 'refused', says: got.says };
  const kept = await shelf.put({ name, type: 'application/octet-stream', title: name, body: got.body });
  return { is: 'taken', id: kept.id };
}
