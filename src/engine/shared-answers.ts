/**
 * One question to a registry as a whole, one answer, however many diagnoses ask it side by side: its name,
 * its ports, its certificate, its challenge, its token service. What is asked about one repository is not
 * kept, so that memory does not grow with the images.
 */
import { createHash } from 'node:crypto';
import type { HttpQuestion, NetworkAsker } from './registry.ts';

/** Paths below `/v2/<name>/` are about one repository. */
const ABOUT_REPOSITORY = /^\/v2\/[^/]/;

/** The same network, asked once for what many ask. For the length of one sweep: answers are never renewed. */
export function shareAnswers(network: NetworkAsker): NetworkAsker {
  const open = new Map<string, Promise<unknown>>();
  function once<T>(key: readonly string[], ask: () => Promise<T>): Promise<T> {
    const id = key.join(' ');
    const known = open.get(id);
    // Under one key lies always the answer to the same kind of question.
    if (known) return known as Promise<T>;
    const answer = ask();
    open.set(id, answer);
    return answer;
  }
  return {
    ...network,
    lookup: (host) => once(['lookup', host], () => network.lookup(host)),
    dial: (address, port) => once(['dial', address, `${port}`], () => network.dial(address, port)),
    handshake: (endpoint) =>
      once(['handshake', endpoint.host, `${endpoint.port}`], () => network.handshake(endpoint)),
    http: (question) => {
      if (!concernsRegistry(question)) return network.http(question);
      return once(['http', digestOf(question)], () => network.http(question));
    },
  };
}

function concernsRegistry({ url }: HttpQuestion): boolean {
  return URL.canParse(url) && !ABOUT_REPOSITORY.test(new URL(url).pathname);
}

/** Questions hold logins: only a digest of them is kept. */
function digestOf(question: HttpQuestion): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url');
}
