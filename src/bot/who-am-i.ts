/** Asks Slack once, at start, who the bot token belongs to. */
import { type AuthorizeResult, webApi } from '@slack/bolt';
import { ConfigError } from '../config.ts';

export interface Self {
  readonly botUser: string;
  readonly botName: string;
  /** Null where Slack tells none, as for tokens that are no bot's. */
  readonly botId: string | null;
  /** The workspace the token is for, and its Enterprise organisation; null where Slack tells none. */
  readonly team: string | null;
  readonly enterprise: string | null;
  authorization(token: string | undefined): AuthorizeResult;
}

const TRIES = 5;

/** Throws ConfigError when Slack refuses the token, and an Error when Slack does not answer. */
export async function whoAmI(client: webApi.WebClient): Promise<Self> {
  const told = await askSlack(client);
  const { user_id: botUser = '', user: botName = 'registry-medic', bot_id, team_id, enterprise_id } = told;
  return {
    botUser,
    botName,
    botId: bot_id ?? null,
    team: team_id ?? null,
    enterprise: enterprise_id ?? null,
    authorization: (token) => ({
      botUserId: botUser,
      ...(token === undefined ? {} : { botToken: token }),
      ...(bot_id === undefined ? {} : { botId: bot_id }),
      ...(team_id === undefined ? {} : { teamId: team_id }),
    }),
  };
}

async function askSlack(client: webApi.WebClient): Promise<webApi.AuthTestResponse> {
  for (let tries = 1; ; tries++) {
    try {
      return await client.auth.test();
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError)
        throw new ConfigError(
          `Slack refuses SLACK_BOT_TOKEN: ${error.data.error}. Take the token again from "OAuth & Permissions" of the Slack app.`,
          { cause: error },
        );
      if (tries >= TRIES)
        throw new Error(`Asking ${client.slackApiUrl} who the bot is (auth.test): no answer`, {
          cause: error,
        });
      await new Promise((done) => setTimeout(done, 400 * tries));
    }
  }
}
