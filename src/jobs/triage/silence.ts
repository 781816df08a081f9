/** Who is told now, and until when alerts of the others wait: quiet hours and mutes. */
import type { Told, ToldChannel } from '../../engine/alert-channels.ts';
import type { Sighting } from '../../engine/sighting.ts';
import type { TriageParts } from './parts.ts';

/** Channels that are told of this now. */
export async function loudFor(told: Told, parts: TriageParts): Promise<readonly ToldChannel[]> {
  return (await parts.channelsFor(told)).filter(({ silentUntil }) => silentUntil === null);
}

/**
 * When the first silence over these ends, milliseconds since 1970; null when one of them is to be told now, or
 * nobody ever wants to hear of them. What waits is looked at when the silence ends: what is over by then is
 * told to nobody.
 */
export async function heldUntil(sightings: readonly Sighting[], parts: TriageParts): Promise<number | null> {
  const ends: number[] = [];
  for (const sighting of sightings) {
    const channels = await parts.channelsFor(sighting);
    const { place } = sighting;
    const meant = place ? channels.filter(({ channel }) => channel === place.channel) : channels;
    if (meant.length === 0) continue;
    if (meant.some(({ silentUntil }) => silentUntil === null)) return null;
    ends.push(...meant.map(({ silentUntil }) => silentUntil?.getTime() ?? 0));
  }
  return ends.length === 0 ? null : Math.min(...ends);
}
