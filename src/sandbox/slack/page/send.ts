/** What the person at the page does, sent to the workspace. */
import type { Fields } from './data.ts';
import { say } from './words.ts';

export interface Sent {
  readonly ok: boolean;
  /** An error code, or words for people. */
  readonly why?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** Never rejects: what went wrong is in the answer. */
export async function send(path: string, body: Fields): Promise<Sent> {
  try {
    const response = await fetch(`/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const answer = (await response.json()) as Record<string, unknown>;
    if (answer['ok'] === true) return { ok: true };
    const why = answer['says'] ?? answer['error'];
    return {
      ok: false,
      ...(why === undefined ? {} : { why: String(why) }),
      ...(answer['errors'] ? { errors: answer['errors'] as Record<string, string> } : {}),
    };
  } catch {
    return { ok: false, why: say.sandboxSilent };
  }
}
