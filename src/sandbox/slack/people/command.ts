/** A person types a slash command. Slash commands cannot be typed inside a thread, so there is no thread_ts. */
import { fromPerson } from '../escape.ts';
import { BOT, type Channel, COMMAND, type Person, SLACKBOT, TEAM } from '../seeds.ts';
import type { World } from '../world.ts';
import { respond } from './respond.ts';
import type { Origin } from './response-urls.ts';

export type Told = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Sends the command to the bot and shows what it acknowledges with. `typed` may lack the word `/registry`. */
export async function runCommand(world: World, who: Person, where: Channel, typed: string): Promise<Told> {
  const words = typed
    .trim()
    .replace(/^\/registry(?=\s|$)/i, '')
    .trim();
  const origin: Origin = { channel: where.id, user: who.id };
  const outcome = await world.delivery.ask('slash_commands', {
    token: 'sandbox',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: where.id,
    channel_name: where.name,
    user_id: who.id,
    user_name: who.name,
    command: COMMAND,
    text: fromPerson(words),
    api_app_id: BOT.appId,
    is_enterprise_install: 'false',
    response_url: `${world.origin()}/response/${world.responseUrls.issue(origin)}`,
    trigger_id: world.triggers.issue(who.id),
  });
  if (outcome.kind === 'failed') {
    slackbotSays(world, origin, `${COMMAND} failed with the error "${outcome.error}"`);
    return { ok: false, error: outcome.error };
  }
  if (!outcome.payload) return { ok: true };
  if (outcome.payload['response_type'] === 'in_channel')
    world.messages.post(
      { channel: where.id, user: who.id, text: fromPerson(`${COMMAND} ${words}`.trim()) },
      'quiet',
    );
  return spoken(world, origin, outcome.payload);
}

function spoken(world: World, origin: Origin, payload: Parameters<typeof respond>[2]): Told {
  try {
    respond(world, origin, payload);
    return { ok: true };
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    slackbotSays(world, origin, `${COMMAND} failed with the error "${code}"`);
    return { ok: false, error: code };
  }
}

function slackbotSays(world: World, origin: Origin, text: string): void {
  world.messages.whisper({ channel: origin.channel, user: SLACKBOT, text }, origin.user);
}
