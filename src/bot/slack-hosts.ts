/** Which addresses are Slack's own: only they are given the bot's token, or what a person alone may read. */

/** Whether an address that Slack, or somebody through Slack, told us of belongs to Slack. */
export type IsSlacks = (url: string) => boolean;

/** Commercial Slack and GovSlack; files and answer addresses lie on names below. Source: docs.slack.dev, GovSlack. */
const DOMAINS = ['slack.com', 'slack-gov.com'] as const;

/**
 * `apiUrl`: root of the Web API, whose host is Slack's as well, with its own scheme. A file that another app only
 * links to (files.remote.add) has an `url_private` of that app's choice: the token must not go there.
 */
export function slackHosts(apiUrl: string): IsSlacks {
  const api = URL.canParse(apiUrl) ? new URL(apiUrl) : null;
  return (given) => {
    if (!URL.canParse(given)) return false;
    const { protocol, hostname, username, password } = new URL(given);
    if (username !== '' || password !== '') return false;
    if (api && hostname === api.hostname && protocol === api.protocol) return true;
    return (
      protocol === 'https:' &&
      DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
    );
  };
}
