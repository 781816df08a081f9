/** Literal facts of pull secrets beside a pod. */
import type { TriedSecret } from '../../src/probes/usable-secrets.ts';
import { POD, PULL, WORKLOAD } from './setup.ts';

export const SECRET: TriedSecret = {
  namespace: 'shop',
  name: 'harbor-pull',
  from: 'pods',
  state: 'pulls',
  says: '200 OK',
  username: 'robot$shop+pull',
  digest: 'd-1',
};
export const SOURCE: TriedSecret = { ...SECRET, namespace: 'platform', name: 'regcred', from: 'source' };
export const ACCOUNT = {
  namespace: 'shop',
  name: 'default',
  uid: 'a-1',
  imagePullSecrets: ['other'],
  keeper: null,
};
export const LACKS = { certain: true, otherSecrets: 0, notInPod: [], serviceAccount: 'default' };

/** What a pod without a login is planned from; `over` takes the place of facts by probe id. */
export function facts(secrets: readonly TriedSecret[], over: Readonly<Record<string, unknown>> = {}) {
  return {
    pod: POD,
    workload: WORKLOAD,
    'usable-secrets': { secrets },
    'claim-modes': { modes: [] },
    'service-account': ACCOUNT,
    ...over,
  };
}

export const CLAIMING = {
  ...WORKLOAD,
  claims: [{ name: 'data', from: 'volume' as const }],
};
export { POD, PULL, WORKLOAD };
