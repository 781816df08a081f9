/** The scriptable side of the workspace, under /sandbox/. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '../http.ts';
import type { World } from '../world.ts';
import { POSTS } from './act.ts';
import { BadRequest } from './bad-request.ts';
import { LOOKS } from './look.ts';
import type { Streams } from './stream.ts';

/** Answers a request under /sandbox/: 400 says what to send, 404 what there is. */
export async function answerScript(
  world: World,
  streams: Streams,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<void> {
  const path = url.pathname;
  if (request.method === 'GET' && path === '/sandbox/stream') return streams.add(response);
  try {
    const post = request.method === 'POST' && Object.hasOwn(POSTS, path) ? POSTS[path] : undefined;
    if (post) return answerJson(response, 200, await post(world, body));
    const look = request.method === 'GET' && Object.hasOwn(LOOKS, path) ? LOOKS[path] : undefined;
    if (look) return answerJson(response, 200, look(world, url.searchParams));
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return answerJson(response, 400, { ok: false, error: 'bad_request', says: error.message });
  }
  const there = [...Object.keys(LOOKS), '/sandbox/stream'].map((one) => `GET ${one}`);
  const says = `There is no ${request.method} ${path}. There is ${[...there, ...Object.keys(POSTS).map((one) => `POST ${one}`)].join(', ')}.`;
  answerJson(response, 404, { ok: false, error: 'not_found', says });
}
