/** The one message of a flooded channel, brought to what its troubles are now. */
import type { Language } from '../../engine/words.ts';
import { digestMessage } from '../../slack/digest.ts';
import type { DigestStore } from '../../store/digests.ts';
import type { TroubleStore } from '../../store/troubles.ts';
import type { PostParts } from './post-once.ts';
import { show } from './show.ts';

export interface DigestParts extends PostParts {
  readonly digests: Pick<DigestStore, 'read'>;
  readonly troubles: Pick<TroubleStore, 'read'>;
  readonly language: Language;
}

/** Null when it is shown, else why the bot may not post there. Throws TryLater when Slack is to be asked again. */
export async function deliverDigest(id: string, parts: DigestParts): Promise<string | null> {
  const digest = await parts.digests.read(id);
  if (!digest) return null;
  const read = await Promise.all(digest.troubles.map((one) => parts.troubles.read(one)));
  const troubles = read.filter((one) => one !== null);
  const message = digestMessage(digest, troubles, parts.language);
  const spot = { channel: digest.channel, thread: null };
  const shown = await show({ incident: id, slot: 'digest', spot, message }, parts);
  return shown.ended === 'shut-out' ? shown.says : null;
}
