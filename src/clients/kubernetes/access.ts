/** Headers and connections for one cluster. */
import { Agent, type Dispatcher } from 'undici';
import { HttpMethod, type KubeConfig, RequestContext } from './client.ts';
import { CredentialError, wordsOf } from './error-words.ts';

/** How long headers are used again; tokens on disk and from plugins change under us. */
const HEADERS_MS = 30_000;

export interface Access {
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
}

export interface AccessKeeper {
  /** Throws CredentialError, or the signal's reason. */
  get(signal: AbortSignal): Promise<Access>;
  /** After a 401: the next get reads the kubeconfig anew. */
  forget(): void;
}

/**
 * The client's own API classes open a connection pool for every single request, so a pool is taken from
 * the client once and kept, and requests go over it directly.
 */
export function createAccess(load: () => KubeConfig): AccessKeeper {
  let config: KubeConfig | null = null;
  let held: { readonly access: Promise<Access>; readonly until: number } | null = null;
  let dispatcher: Dispatcher | null = null;

  async function renew(): Promise<Access> {
    config ??= load();
    const server = config.getCurrentCluster()?.server ?? '';
    const context = new RequestContext(server, HttpMethod.GET);
    await config.applySecurityAuthentication(context).catch((error: unknown) => {
      throw new CredentialError(wordsOf(error), { cause: error });
    });
    dispatcher ??= context.getDispatcher() ?? new Agent();
    return { server, headers: context.getHeaders(), dispatcher };
  }

  return {
    async get(signal) {
      if (!held || held.until < Date.now()) {
        const access = renew();
        const mine = { access, until: Date.now() + HEADERS_MS };
        held = mine;
        access.catch(() => {
          if (held === mine) held = null;
        });
      }
      return Promise.race([held.access, aborted(signal)]);
    },
    forget() {
      config = null;
      held = null;
      dispatcher = null;
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
