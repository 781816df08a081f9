/** How the lab itself logs in to push. */
import type { Agent } from 'undici';
import { LAB_PASSWORD, LAB_USERS } from './registry-settings.ts';
import { type LabUser, SERVICE, type TokenServer } from './token-server.ts';

export const PUSHER: LabUser = { password: 'pusher-of-the-lab', pulls: ['*'] };

/** `Authorization` for pushing to a repository, or null where the registry wants none. */
export async function pushLogin(
  auth: 'none' | 'htpasswd' | 'token',
  tokens: TokenServer | null,
  dispatcher: Agent,
  repository: string,
  plain: boolean,
): Promise<string | null> {
  const basic = (user: string, password: string): string =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  if (auth === 'htpasswd') return basic(LAB_USERS[0], LAB_PASSWORD);
  if (!tokens) return null;
  const scope = encodeURIComponent(`repository:${repository}:pull,push`);
  const url = `${plain ? 'http' : 'https'}://127.0.0.1:${tokens.port}/service/token?service=${SERVICE}&scope=${scope}`;
  const headers = { authorization: basic('lab-pusher', PUSHER.password) };
  const answer = await dispatcher.request({ ...splitUrl(url), method: 'GET', headers });
  const body = (await answer.body.json()) as { readonly token: string };
  return `Bearer ${body.token}`;
}

function splitUrl(text: string): { readonly origin: string; readonly path: string } {
  const { origin, pathname, search } = new URL(text);
  return { origin, path: pathname + search };
}
