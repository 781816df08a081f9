/** The conversation of one pull with one registry host: scheme, authorization, retries. */

import type { NodeLogin } from '../keyring.ts';
import type { ImageName } from '../reference.ts';
import { createAuthorizer } from './authorizer.ts';
import { GoError, wrap } from './go-error.ts';
import { PLAIN_ANSWER } from './handshake.ts';
import { type Answer, ask, type NetworkOptions } from './http.ts';

export interface RegistryOptions extends NetworkOptions {
  /** Hosts spoken to without TLS, `host:port`. */
  readonly plainHttp: readonly string[];
}

export interface Conversation {
  /** Throws GoError: `failed to do request: …`, `failed to authorize: …`. */
  send(method: 'GET' | 'HEAD', path: string, accept: string): Promise<Answer>;
  /** The URL of a path, as errors name it. */
  url(path: string): string;
}

const TRIES = 5;

export function openConversation(
  image: ImageName,
  login: NodeLogin | null,
  options: RegistryOptions,
): Conversation {
  const host = image.domain === 'docker.io' ? 'registry-1.docker.io' : image.domain;
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);
  const authorizer = createAuthorizer(`repository:${image.path}:pull`, login, options);
  let scheme = options.plainHttp.includes(host) ? 'http' : 'https';
  const url = (path: string): string => `${scheme}://${host}/v2/${image.path}/${path}`;

  const once = async (method: 'GET' | 'HEAD', path: string, accept: string): Promise<Answer> => {
    const authorization = await authorizer.header().catch((error: unknown) => {
      throw wrap('failed to authorize', error);
    });
    const headers = { accept, ...(authorization ? { authorization } : {}) };
    try {
      return await ask({ method, url: url(path), headers, insecure: local }, options);
    } catch (error) {
      // A registry on localhost may speak plainly; any other may not.
      const plain = error instanceof GoError && error.message.endsWith(PLAIN_ANSWER);
      if (!plain || !local) throw wrap('failed to do request', error);
      scheme = 'http';
      return once(method, path, accept);
    }
  };

  return {
    url,
    send: async (method, path, accept) => {
      const answers: Answer[] = [];
      let asking = method;
      for (;;) {
        const answer = await once(asking, path, accept);
        answers.push(answer);
        if (answers.length > TRIES) return answer;
        if (answer.status === 401 && authorizer.learn(answers)) continue;
        if (answer.status === 405 && asking === 'HEAD') asking = 'GET';
        else if (answer.status !== 408 && answer.status !== 429) return answer;
      }
    },
  };
}
