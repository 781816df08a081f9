/** Sees files that people dropped, and takes them onto the shelf. */
import { FILE_LIMIT, type FileShelf } from '../engine/files.ts';
import type { SlackDesk } from '../jobs/deliver/desk.ts';
import { TryLater } from '../jobs/deliver/desk.ts';
import type { Dropped, DroppedFile, Taken } from '../slack/dropped-file.ts';

/** Throws TryLater when Slack did not answer. */
export async function seeDropped(id: string, channel: string, desk: SlackDesk): Promise<Dropped> {
  const seen = await desk.seeFile(id);
  if (seen.ended === 'refused') return { is: 'hidden', says: seen.says };
  if (seen.ended !== 'seen') throw new TryLater(`Looking at file ${id}: ${seen.ended}`, null);
  const spot = seen.file.spots.find((one) => one.channel === channel);
  if (!spot) return { is: 'hidden', says: 'file_not_found' };
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
