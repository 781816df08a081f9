/** Answers a registry's challenges for one pull with one login, as containerd's authorizer does. */
import type { NodeLogin } from '../keyring.ts';
import { parseChallenges } from './challenge.ts';
import { GoError } from './go-error.ts';
import type { Answer, NetworkOptions } from './http.ts';
import { basic, fetchToken } from './token.ts';

export interface Authorizer {
  /** The Authorization header for the next request, or null. Throws GoError. */
  header(): Promise<string | null>;
  /**
   * Takes in a 401; true when asking again makes sense. Throws Denied when the registry has said that this
   * login may not.
   */
  learn(answers: readonly Answer[]): boolean;
}

/** `authorization failed`: the resolver words it as `pull access denied`. */
export class Denied extends GoError {}

type Handler =
  | { readonly scheme: 'basic'; readonly login: NodeLogin }
  | { readonly scheme: 'bearer'; readonly token: () => Promise<string> };

export function createAuthorizer(
  scope: string,
  login: NodeLogin | null,
  network: NetworkOptions,
): Authorizer {
  let handler: Handler | null = null;

  const bearer = (parameters: Readonly<Record<string, string>>, answers: readonly Answer[]): void => {
    const { error, realm, service = '', scope: asked } = parameters;
    if (error) {
      if (askedTwice(answers)) throw new Denied(`server message: ${error}: authorization failed`);
      handler = null;
    }
    if (handler) return;
    if (!realm) throw new GoError('no realm specified for token auth challenge');
    const scopes = [...new Set([...(asked ? asked.split(' ') : []), scope])];
    let token: Promise<string> | null = null;
    handler = {
      scheme: 'bearer',
      token: () => {
        token ??= fetchToken({ realm, service, scopes, login }, network);
        return token;
      },
    };
  };

  return {
    header: async () => {
      if (!handler) return null;
      return handler.scheme === 'basic' ? basic(handler.login) : `Bearer ${await handler.token()}`;
    },
    learn: (answers) => {
      const challenges = parseChallenges(answers.at(-1)?.headers('www-authenticate') ?? []);
      const challenge = challenges.find(({ scheme }) => scheme !== 'other');
      if (!challenge) return false;
      if (challenge.scheme === 'bearer') {
        bearer(challenge.parameters, answers);
        return true;
      }
      if (!login?.username || !login.password)
        throw new Denied('authorization failed: no basic auth credentials');
      handler = { scheme: 'basic', login };
      return true;
    },
  };
}

/** The same request was answered 401 before. */
function askedTwice(answers: readonly Answer[]): boolean {
  const [before, last] = answers.slice(-2);
  return answers.length > 1 && before?.method === last?.method && before?.url === last?.url;
}
