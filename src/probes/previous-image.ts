import { NotReached } from '../engine/answer.ts';
import { sentAs } from '../engine/distribution/identity.ts';
import { attemptManifest, type ManifestAttempt } from '../engine/distribution/manifest-attempt.ts';
import { manifestUrl } from '../engine/distribution/urls.ts';
import type { Probe } from '../engine/probe.ts';
import { parseReference } from '../engine/reference.ts';
import { authorization } from './authorization.ts';
import { challenge } from './challenge.ts';
import { reference } from './reference.ts';
import { rollout } from './rollout.ts';

/** Does the image that ran before still pull? Asked with the logins of the pod, as the manifest is. */
export interface PreviousImageFact {
  readonly image: string;
  /** `elsewhere`: it lies in another repository, for which nobody was asked. `gone`: the registry has it no more. */
  readonly state: 'pulls' | 'gone' | 'refused' | 'elsewhere';
  /** The attempt that decided; null when it was not asked for. */
  readonly attempt: ManifestAttempt | null;
}

export const previousImage: Probe<PreviousImageFact> = {
  id: 'previous-image',
  asks: () => 'asking whether the image before still pulls',
  timeBoxMs: 5_000,
  async ask({ need, vault, network }) {
    const { before } = await need(rollout);
    if (!before) throw new NotReached('rollout');
    const { image } = before;
    const [now, then] = [await need(reference), parseReference(image)];
    if (now.state === 'invalid' || then.state === 'invalid') throw new NotReached('reference');
    const same = now.ref.domain === then.ref.domain && now.ref.path === then.ref.path;
    // The tokens at hand are for this repository alone.
    if (!same) return { image, state: 'elsewhere', attempt: null };
    const [{ scheme, asked }, { url }] = await Promise.all([need(authorization), need(challenge)]);
    const { endpoint } = now.ref;
    const keyring = { vault, network, endpoint };
    const others = asked.filter(({ who }) => who.kind !== 'own');
    const attempts = await Promise.all(
      others.map(async ({ who }) => {
        const sent = sentAs(who, scheme, keyring);
        if (!sent) return null;
        const harbor = network.settings(endpoint).kind === 'harbor';
        const at = manifestUrl(new URL(url).origin, then.ref, then.ref.reference);
        return attemptManifest(network, who, { url: at, behalf: endpoint, sent, harbor });
      }),
    );
    const made = attempts.filter((attempt) => attempt !== null);
    const found = made.find(({ ended }) => ended === 'found');
    if (found) return { image, state: 'pulls', attempt: found };
    const gone = made.find(({ ended }) => ended === 'not-found');
    return { image, state: gone ? 'gone' : 'refused', attempt: gone ?? made[0] ?? null };
  },
};
