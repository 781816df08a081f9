/** `POST /response/<id>`: the app answers through a response_url. */
import type { ServerResponse } from 'node:http';
import { answer, answerJson } from '../http.ts';
import { isFields, parsed } from '../json.ts';
import { ApiError } from '../web-api/api-error.ts';
import type { World } from '../world.ts';
import { respond } from './respond.ts';

/** Slack answers `ok` as text, or an error with 404. */
export function answerResponseUrl(world: World, response: ServerResponse, url: URL, body: string): void {
  const spent = world.responseUrls.spend(url.pathname.slice('/response/'.length));
  if (spent.kind === 'refused') {
    answerJson(response, 404, { ok: false, error: spent.error });
    return;
  }
  const sent = parsed(body);
  try {
    respond(world, spent.origin, isFields(sent) ? sent : { text: body });
    answer(response, 200, 'text/html', 'ok');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    answerJson(response, 400, { ok: false, error: error.code, ...error.says });
  }
}
