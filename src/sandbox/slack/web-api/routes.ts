/** `/api/<method>`: tokens, rate limits, the call, its answer and its line in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '../http.ts';
import { type Fields, text } from '../json.ts';
import type { World } from '../world.ts';
import { ApiError } from './api-error.ts';
import { readCall } from './arguments.ts';
import type { Method, Methods } from './method.ts';
import { CHAT_METHODS } from './methods/chat.ts';
import { CONVERSATION_METHODS } from './methods/conversations.ts';
import { DIRECTORY_METHODS } from './methods/directory.ts';
import { FILE_METHODS } from './methods/files.ts';
import { POSTING_METHODS } from './methods/posting.ts';
import { VIEW_METHODS } from './methods/views.ts';

const METHODS: Methods = {
  ...DIRECTORY_METHODS,
  ...POSTING_METHODS,
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...VIEW_METHODS,
  ...FILE_METHODS,
};

class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly seconds: number;
  constructor(seconds: number) {
    super('ratelimited');
    this.seconds = seconds;
  }
}

/** Answers one Web API request, always with JSON; 200 but for rate limits. */
export function answerApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): void {
  const started = performance.now();
  const time = new Date().toISOString();
  const name = url.pathname.slice('/api/'.length);
  const log = (args: Fields, answer: Fields): void =>
    world.calls.add({
      time,
      method: name,
      arguments: args,
      ok: answer['ok'] === true,
      ...(answer['ok'] === true ? {} : { error: String(answer['error']) }),
      ms: Math.round((performance.now() - started) * 100) / 100,
    });
  let args: Fields = {};
  try {
    const call = readCall(request, url, body);
    args = call.args;
    const method = admitted(world, name, call.token, args);
    const answer = { ok: true, ...method.call(world, args) };
    log(args, answer);
    answerJson(response, 200, answer);
  } catch (error) {
    const { status, headers, answer } = refusal(error);
    log(args, answer);
    answerJson(response, status, answer, headers);
  }
}

function admitted(world: World, name: string, token: string | undefined, args: Fields): Method {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) throw new ApiError('unknown_method', { req_method: name });
  if (!token) throw new ApiError('not_authed');
  const { botToken, appToken } = world.options;
  if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth');
  if ((method.token === 'app') !== (token === appToken)) throw new ApiError('not_allowed_token_type');
  const key = method.tier === 'post' ? `${name} ${text(args['channel']) ?? ''}` : name;
  const seconds = world.rates.wait(method.tier, key);
  if (seconds > 0) throw new RateLimited(seconds);
  return method;
}

function refusal(error: unknown): { status: number; headers: Record<string, string>; answer: Fields } {
  if (error instanceof RateLimited)
    return {
      status: 429,
      headers: { 'retry-after': String(error.seconds) },
      answer: { ok: false, error: 'ratelimited' },
    };
  if (error instanceof ApiError)
    return { status: 200, headers: {}, answer: { ok: false, error: error.code, ...error.says } };
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, headers: {}, answer: { ok: false, error: 'internal_error', sandbox_says: why } };
}
