/** Bytes of files: to the address an upload was given, and from where they are kept. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBytes } from '../http.ts';
import type { World } from '../world.ts';
import { type StoredFile, typeOf } from './files.ts';

/** True when the request was one of these. */
export async function answerFiles(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const path = url.pathname;
  if (request.method === 'POST' && path.startsWith('/upload/v1/')) {
    await take(world, path.slice('/upload/v1/'.length), request, response);
    return true;
  }
  if (request.method !== 'GET') return false;
  const [, where, id = ''] = path.split('/');
  if (where !== 'files-pri' && where !== 'page-file') return false;
  // The page stands for a browser that is signed in; everybody else shows the bot's token.
  const allowed =
    where === 'page-file' || request.headers.authorization === `Bearer ${world.options.botToken}`;
  // Slack sends people without a token to its sign-in page.
  if (!allowed) answer(response, 200, 'text/html; charset=utf-8', '<!doctype html><title>Sign in</title>');
  else give(world.files.find(id), response);
  return true;
}

async function take(world: World, ticket: string, request: IncomingMessage, response: ServerResponse) {
  const file = world.files.byTicket(ticket);
  const body = await readBytes(request);
  if (!file) return answer(response, 404, 'text/plain', 'no such upload');
  // Slack does not finish an upload whose length was told wrong.
  if (body.byteLength !== file.length) return answer(response, 400, 'text/plain', 'length does not match');
  file.body = body;
  answer(response, 200, 'text/plain', `OK - ${body.byteLength}`);
}

function give(file: StoredFile | undefined, response: ServerResponse): void {
  if (!file?.body) answer(response, 404, 'text/plain', 'file_not_found');
  else answer(response, 200, typeOf(file.name), file.body);
}
