/** Judging a certificate of the registry, and of the host it leads to for the manifest. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { Judgement } from '../engine/check.ts';
import type { ManifestFact } from '../probes/manifest.ts';
import type { TlsFact } from '../probes/tls.ts';
import { factOf } from './answered.ts';

/** The judgement of the registry's own certificate; where that does not fail, the other host's failure. */
export function hereOrThere<Data>(
  own: TlsFact,
  also: { readonly asked: Answer<TlsFact>; readonly manifest: Answer<ManifestFact> },
  judge: (fact: TlsFact, answer: Answer<unknown>) => Judgement<Data>,
): Judgement<Data> {
  const here = judge(own, also.asked);
  const away = factOf(also.manifest)?.elsewhere?.tls;
  if (here.outcome === 'fail' || !away) return here;
  const there = judge(away, also.manifest);
  return there.outcome === 'fail' ? there : here;
}
