/** A network of one plain HTTP registry whose answers a test writes out; no clock runs in it. */
import { createAsking } from '../../src/engine/asking.ts';
import type { HttpEnding, HttpQuestion, NetworkAsker } from '../../src/engine/registry.ts';

export const SILENCE: HttpEnding = { ended: 'timeout', during: 'answer', says: 'did not answer within 10 s' };

export function said(status: number, body = '', headers: Readonly<Record<string, string>> = {}): HttpEnding {
  return { ended: 'answered', status, headers, body, truncated: false };
}

/** Opens an asking for `registry.acme.test/shop/cart:1`; `asked` grows with each HTTP question. */
export function askLiterally(
  answer: (question: HttpQuestion) => HttpEnding | Promise<HttpEnding>,
  own = false,
) {
  const asked: HttpQuestion[] = [];
  const network: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'distribution', plainHttp: true, hasLogin: own }),
    ownLogin: () => (own ? { username: 'medic', password: 'own-secret' } : null),
    lookup: async () => ({ ended: 'found', addresses: ['10.0.0.5'] }),
    resolver: '10.0.0.53:53',
    dial: async () => ({ ended: 'open' }),
    handshake: async () => ({ ended: 'failed', says: 'not asked' }),
    http: async (question) => {
      asked.push(question);
      return answer(question);
    },
  };
  const pull = { image: 'registry.acme.test/shop/cart:1' };
  return { asking: createAsking({ pull, cluster: null, network }), pull, asked };
}
