import { z } from 'zod';
import { NotReached } from '../engine/answer.ts';
import { jsonOf } from '../engine/distribution/error-words.ts';
import type { Probe } from '../engine/probe.ts';
import { challenge } from './challenge.ts';
import { reference } from './reference.ts';

/** Where Harbor looks people up: its own database, LDAP, OIDC, UAA or a proxy (systeminfo, open to anybody). */
export interface AuthModeFact {
  /** `db_auth`, `ldap_auth`, `oidc_auth`, `uaa_auth`, `http_auth`, as Harbor writes it. */
  readonly mode: string;
  /** Name of the OIDC provider. */
  readonly provider: string | null;
}

const SystemInfo = z.object({ auth_mode: z.string(), oidc_provider_name: z.string().nullish() });

/** Asked only for a login, where the registry is or calls itself a Harbor. */
export const authMode: Probe<AuthModeFact> = {
  id: 'auth-mode',
  asks: () => 'asking how Harbor looks people up',
  async ask({ pull, need, network }) {
    if (pull.op !== 'login') throw new NotReached('reference');
    const [parsed, { url, service, ending }] = await Promise.all([need(reference), need(challenge)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { endpoint } = parsed.ref;
    const isHarbor = network.settings(endpoint).kind === 'harbor' || service === 'harbor-registry';
    if (!isHarbor || ending.ended !== 'answered') throw new NotReached('challenge');
    const asked = `${new URL(url).origin}/api/v2.0/systeminfo`;
    const answer = await network.http({ method: 'GET', url: asked, behalf: endpoint });
    const info = SystemInfo.safeParse(answer.ended === 'answered' ? jsonOf(answer.body) : undefined);
    // Some other registry that calls its token service so, or a Harbor that hides it: nothing to tell.
    if (!info.success) throw new NotReached('challenge');
    return { mode: info.data.auth_mode, provider: info.data.oidc_provider_name || null };
  },
};
