/** Tokens as a bundle may hold them: what they allow, and nothing that opens anything. Pure. */

/** Never sent anywhere: it stands for the login with which an answer was recorded. */
export const STAND_IN = { username: 'recorded', password: 'recorded' } as const;

export function isTokenService(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === '/service/token';
}

/** The question as a bundle keeps it: who asked is our own login, whatever it is called. */
export function withStandIn(url: string): string {
  if (!isTokenService(url)) return url;
  const asked = new URL(url);
  if (asked.searchParams.has('account')) asked.searchParams.set('account', STAND_IN.username);
  return asked.href;
}

/** The tokens in a token service's answer. */
export function tokensIn(body: string): readonly string[] {
  const { token, access_token: other } = recordOf(body);
  return [token, other].filter((one) => typeof one === 'string');
}

/** The same answer with a token that names the same access, has no signature and is good for nothing. */
export function withoutToken(body: string): string {
  const [token] = tokensIn(body);
  if (token === undefined) return '{}';
  const { access } = recordOf(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const allows = Buffer.from(JSON.stringify({ access: access ?? [] })).toString('base64url');
  return JSON.stringify({ token: `e30.${allows}.recorded` });
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
