/** A call that Slack refuses for want of a scope: what is missing and what to do, in the log once per method. */
import { webApi } from '@slack/bolt';
import { NEEDED_SCOPES } from '../jobs/doctor/slack.ts';
import type { Logger } from '../log.ts';
import type { CallRefused } from './slack-client.ts';

/** Slack names the scopes of which one is enough, separated by commas (docs.slack.dev, missing_scope). */
export function tellMissingScope(log: Pick<Logger, 'error'>): CallRefused {
  const told = new Set<string>();
  return (method, error) => {
    if (!(error instanceof webApi.WebAPIPlatformError) || error.data.error !== 'missing_scope') return;
    if (told.has(method)) return;
    told.add(method);
    const { needed, provided } = error.data as { readonly needed?: string; readonly provided?: string };
    const scopes = needed?.split(',').map((scope) => scope.trim()) ?? [];
    const without = scopes.flatMap((scope) => NEEDED_SCOPES[scope] ?? []);
    log.error(
      { method, needed: needed ?? null, provided: provided ?? null, without },
      `Slack refuses ${method}: missing_scope. ${whatToDo(scopes)}`,
    );
  };
}

/** As `doctor` says it: the log is read where nobody looks up another page. */
function whatToDo(scopes: readonly string[]): string {
  const add =
    scopes.length === 0
      ? 'Slack does not say which: `registry-medic doctor` compares them'
      : `Add ${scopes.map((scope) => `\`${scope}\``).join(' or ')} to the bot token scopes`;
  return `${add} (page OAuth & Permissions of the app, or paste deploy/slack-app.yaml), then install the app again.`;
}
