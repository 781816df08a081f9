/** The way into one Harbor for writes: its `writeLogin`, and beside it the login that reads. */
import type { NetworkWriter } from '../clients/network/writer.ts';
import { type Config, ConfigError, type RegistryConfig } from '../config.ts';

export type HarborWriteEnding =
  | {
      readonly ended: 'answered';
      readonly status: number;
      readonly body: string;
      /** Last part of the Location header: the id of what was made. */
      readonly made: string | null;
      /** Harbor's own clock, milliseconds since 1970; ours where it does not tell. */
      readonly at: number;
    }
  | { readonly ended: 'unsure'; readonly says: string };

/** Puts one question to a Harbor, once. Paths are below `/api/v2.0`. */
export interface HarborWriteDoor {
  put(question: {
    readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
    readonly path: string;
    readonly json?: unknown;
  }): Promise<HarborWriteEnding>;
  /** Reads as whoever may: with the reading login, and where that is refused with the writing one. */
  look(path: string, method?: 'GET' | 'HEAD'): Promise<HarborWriteEnding>;
}

/** Null: no login for writing is configured. Throws ConfigError where its variable is not set. */
export function createHarborDoor(
  { name, host, plainHttp, login, writeLogin }: RegistryConfig,
  { secret }: Pick<Config, 'secret'>,
  writer: NetworkWriter,
): HarborWriteDoor | null {
  if (!writeLogin) return null;
  const password = secret(writeLogin.passwordEnv);
  if (password === undefined)
    throw new ConfigError(
      `registry \`${name}\`: the variable ${writeLogin.passwordEnv} is not set; put the password there`,
    );
  const writes = { username: writeLogin.username, password };
  const known = login ? secret(login.passwordEnv) : undefined;
  const reads = login && known !== undefined ? { username: login.username, password: known } : writes;
  const origin = `${plainHttp ? 'http' : 'https'}://${host}`;
  async function ask(
    as: typeof writes,
    { method, path, json }: { method: Asked; path: string; json?: unknown },
  ): Promise<HarborWriteEnding> {
    const ending = await writer.put({
      method,
      url: `${origin}/api/v2.0${path}`,
      headers: { accept: 'application/json', 'x-is-resource-name': 'true' },
      login: as,
      ...(json === undefined ? {} : { json }),
    });
    if (ending.ended !== 'answered') return { ended: 'unsure', says: ending.says };
    const { status, body, headers } = ending;
    const made = /\/([^/]+)$/.exec(headers['location'] ?? '')?.[1] ?? null;
    return { ended: 'answered', status, body, made, at: Date.parse(headers['date'] ?? '') || Date.now() };
  }
  return {
    put: (question) => ask(writes, question),
    async look(path, method = 'GET') {
      const answer = await ask(reads, { method, path });
      const refused = answer.ended === 'answered' && (answer.status === 401 || answer.status === 403);
      return refused && reads !== writes ? ask(writes, { method, path }) : answer;
    },
  };
}

type Asked = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
