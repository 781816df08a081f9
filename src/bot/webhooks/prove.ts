/** Whether a request comes from whom it says: by what stands in its head, and by a signature of its body. */
import type { IncomingHttpHeaders } from 'node:http';
import { ConfigError, type WebhookConfig } from '../../config.ts';
import type { Words } from '../../engine/words.ts';
import { headerOf, sameSecret } from './compare.ts';
import type { WebhookKind } from './kind.ts';

const words: Words<{ readonly noVariable: (webhook: string, variable: string) => string }> = {
  en: {
    noVariable: (webhook, variable) =>
      `The webhook \`${webhook}\` proves itself with the variable ${variable}, which is not set. Put the secret there, as the sender has it.`,
  },
};

export interface Proof {
  /** Before its body is read, so that a stranger cannot make us read one; true where only the body proves it. */
  head(headers: IncomingHttpHeaders): boolean;
  body(headers: IncomingHttpHeaders, raw: Buffer, now: number): boolean;
}

/** Throws ConfigError for a secret that is not there. */
export function proofOf(
  { name, auth }: WebhookConfig,
  kind: WebhookKind,
  secretOf: (variable: string) => string | undefined,
): Proof {
  const secret = (variable: string): string => {
    const value = secretOf(variable);
    if (value !== undefined) return value;
    throw new ConfigError(words.en.noVariable(name, variable));
  };
  const { bearer, basic, hmac } = auth;
  if (bearer !== undefined) {
    const token = secret(bearer.tokenEnv);
    return byHead((given) => isToken(given, token, kind));
  }
  if (basic !== undefined) {
    const login = `${basic.username}:${secret(basic.passwordEnv)}`;
    return byHead((given) => isLogin(given, login));
  }
  const key = secret(hmac?.secretEnv ?? '');
  const { header, timestampHeader } = hmac ?? {};
  const own = { ...(header ? { header } : {}), ...(timestampHeader ? { timestampHeader } : {}) };
  return {
    head: () => true,
    body: (headers, raw, now) => kind.signs?.({ headers, raw, secret: key, now, ...own }) ?? false,
  };
}

function byHead(fits: (authorization: string) => boolean): Proof {
  return { head: (headers) => fits(headerOf(headers, 'authorization')), body: () => true };
}

/** Harbor sends whatever was typed as its Auth Header, with or without a word before the token. */
function isToken(given: string, token: string, kind: WebhookKind): boolean {
  const [, scheme = '', value = ''] = /^(\S{1,40})\s{1,4}(.*)$/s.exec(given) ?? [];
  const whole = sameSecret(given, token);
  const after = sameSecret(value, token);
  if (kind.token === 'as-typed') return whole || after;
  return after && scheme.toLowerCase() === 'bearer';
}

function isLogin(given: string, login: string): boolean {
  const [, coded = ''] = /^basic\s{1,4}([A-Za-z0-9+/=]{1,4000})$/i.exec(given) ?? [];
  return sameSecret(Buffer.from(coded, 'base64').toString('utf8'), login);
}
