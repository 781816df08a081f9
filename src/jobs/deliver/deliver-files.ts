/**
 * Puts the files of an answer into its thread, each once. Slack takes a file in two steps; its id is written
 * down between them, so that who tries again asks Slack whether that file is in the thread already.
 */
import type { FileShelf, ReplyFile } from '../../engine/files.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Words } from '../../engine/words.ts';
import { noteMessage } from '../../slack/incident.ts';
import { type Refused, type Spot, TryLater } from './desk.ts';
import { type PostParts, postOnce } from './post-once.ts';

export interface FileParts extends PostParts {
  /** Absent: this process has none, and files are not delivered. */
  readonly files?: FileShelf;
}

/** Longer than giving Slack the largest file takes. */
const CLAIM_MS = 60_000;

const words: Words<{
  gone(name: string): string;
  refused(name: string, says: string): string;
  noScope(name: string): string;
}> = {
  en: {
    gone: (name) =>
      `\`${name}\` is no longer kept here, so it cannot be uploaded. \`Run again\` makes it anew.`,
    refused: (name, says) => `Slack does not take \`${name}\`: \`${says}\`.`,
    noScope: (name) =>
      `Slack says \`missing_scope\`, so \`${name}\` cannot be uploaded: give the app the scope \`files:write\` and install it again.`,
  },
};

/** Throws TryLater when Slack is to be asked again. */
export async function deliverFiles(incident: Incident, spot: Spot, parts: FileParts): Promise<void> {
  const files = incident.state.is === 'answered' ? (incident.state.reply.files ?? []) : [];
  for (const [at, file] of files.entries())
    await deliverFile(file, { incident: incident.id, slot: `file-${incident.run}-${at}`, spot }, parts);
}

interface Slot {
  readonly incident: string;
  readonly slot: string;
  readonly spot: Spot;
}

const SHARED = 'shared';
const SENT = 'sent';

async function deliverFile(file: ReplyFile, slot: Slot, parts: FileParts): Promise<void> {
  const { posts } = parts;
  if (await isDone(slot, parts)) return;
  const claim = await posts.claim(slot.incident, slot.slot, CLAIM_MS);
  if (claim === null) throw new TryLater(`Uploading ${slot.slot}: another process is at it`, 1_000);
  try {
    // Read again: it may have been shared between the first look and the claim.
    if (await isDone(slot, parts)) return;
    const sent = (await sentBefore(slot, parts)) ?? (await send(file, slot, parts));
    if (sent !== null) await share(file, sent, slot, parts);
  } finally {
    await posts.release(slot.incident, slot.slot, claim);
  }
}

async function isDone({ incident, slot }: Slot, { posts }: FileParts): Promise<boolean> {
  const known = await posts.read(incident, slot);
  return known?.is === 'posted' && known.shows === SHARED;
}

/** Slack's id of the file that an earlier try gave it. */
async function sentBefore({ incident, slot }: Slot, { posts }: FileParts): Promise<string | null> {
  const known = await posts.read(incident, slot);
  return known?.is === 'posted' ? known.ts : null;
}

async function send(file: ReplyFile, slot: Slot, parts: FileParts): Promise<string | null> {
  const body = (await parts.files?.get(file.id)) ?? null;
  if (body === null) return give(words.en.gone(file.name), slot, parts);
  const { name, alt } = file;
  const uploaded = await parts.desk.upload({ name, body, ...(alt === undefined ? {} : { alt }) });
  if (uploaded.ended === 'refused') return give(refusal(file.name, uploaded), slot, parts);
  if (uploaded.ended !== 'uploaded') throw later(slot, uploaded);
  await parts.posts.write(slot.incident, slot.slot, { is: 'posted', ts: uploaded.file, shows: SENT });
  return uploaded.file;
}

async function share(file: ReplyFile, id: string, slot: Slot, parts: FileParts): Promise<void> {
  const done = (): Promise<void> =>
    parts.posts.write(slot.incident, slot.slot, { is: 'posted', ts: id, shows: SHARED });
  const seen = await parts.desk.seeFile(id);
  if (seen.ended === 'rate-limited' || seen.ended === 'unsure') throw later(slot, seen);
  // Without the scope to look, or unseen, it is shared: the id makes Slack share one file, not two.
  if (seen.ended === 'seen' && seen.file.spots.some(({ channel }) => channel === slot.spot.channel))
    return done();
  const shared = await parts.desk.share(id, file.title, slot.spot);
  if (shared.ended === 'refused') {
    await give(refusal(file.name, shared), slot, parts);
    return;
  }
  if (shared.ended !== 'shared') throw later(slot, shared);
  await done();
}

/** Says in the thread why there is no file, and does not try again. */
async function give(says: string, { incident, slot, spot }: Slot, parts: FileParts): Promise<null> {
  parts.log.warn({ incident, slot, says }, 'file not delivered');
  await postOnce({ incident, slot: `${slot}-note`, spot, message: noteMessage(says) }, parts);
  await parts.posts.write(incident, slot, { is: 'posted', ts: null, shows: SHARED });
  return null;
}

function refusal(name: string, { says }: Refused): string {
  return says === 'missing_scope' ? words.en.noScope(name) : words.en.refused(name, says);
}

function later(
  { incident, slot }: Slot,
  ending: { readonly ended: string; readonly retryMs?: number; readonly says?: string },
): TryLater {
  return new TryLater(
    `Uploading ${slot} of ${incident}: ${ending.says ?? ending.ended}`,
    ending.retryMs ?? null,
  );
}
