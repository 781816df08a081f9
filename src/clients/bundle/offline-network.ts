/** No network: every question ends unasked, but for what a bundle recorded of a registry's API. */
import { CouldNotAsk } from '../../engine/answer.ts';
import type { HttpEnding, HttpQuestion, NetworkAsker } from '../../engine/registry.ts';
import type { NetworkClient } from '../network/asker.ts';
import type { Manifest, RecordedAnswer } from './manifest.ts';
import { STAND_IN } from './recorded-token.ts';
import { askedAs, keyOf } from './recording.ts';

export const NO_NETWORK = 'nothing is asked of the network when a file is read';

export function offlineNetwork(
  answers: readonly RecordedAnswer[],
  registries: Manifest['registries'] = [],
): NetworkClient {
  const byQuestion = new Map(answers.map((one) => [keyOf(one), one]));
  const hosts = new Set(answers.filter(({ identity }) => identity === 'login').map(({ url }) => hostOf(url)));
  const asker: NetworkAsker = {
    resolver: 'nobody (this is a file)',
    settings({ host, port }) {
      const configured = registries.find((one) => one.host === host || one.host === `${host}:${port}`);
      const { kind = 'other', plainHttp = false } = configured ?? {};
      return { host, kind, plainHttp, hasLogin: hosts.has(host) };
    },
    ownLogin: ({ host }) => (hosts.has(host) ? STAND_IN : null),
    lookup: unasked,
    dial: unasked,
    handshake: unasked,
    http: async (question) => recorded(question, byQuestion),
  };
  return { ...asker, with: () => asker, close: async () => {} };
}

/** An answer to the same question with a login serves nobody who asks without one. */
function recorded(question: HttpQuestion, answers: ReadonlyMap<string, RecordedAnswer>): HttpEnding {
  // Tokens are the ones that stand in the bundle, so whoever has one asks as our own login.
  const identity = question.login || question.bearer !== undefined ? 'login' : 'anonymous';
  const found = answers.get(keyOf(askedAs(question, identity)));
  if (!found) return { ended: 'not-allowed', says: NO_NETWORK };
  const { status, headers, body, truncated } = found;
  return { ended: 'answered', status, headers, body, truncated };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
}

async function unasked(): Promise<never> {
  throw new CouldNotAsk(NO_NETWORK);
}
