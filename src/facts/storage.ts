/** Hosts that a registry sends its clients to, for layers or manifests, and how the way there breaks. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { LayersFact } from '../probes/layers.ts';
import type { ManifestFact } from '../probes/manifest.ts';
import { factOf, quoted } from './answered.ts';

export interface SentOut {
  readonly host: string;
  readonly port: number;
  /** What lies there. */
  readonly of: 'manifest' | 'layers';
  /** What broke, said by `source`. */
  quote(source: string): Evidence;
}

/** The other host that the registry sends its clients to, when the way there ends like this; null when it does not. */
export function sentOut(
  also: { readonly layers: Answer<LayersFact>; readonly manifest: Answer<ManifestFact> },
  ended: 'dns' | 'refused' | 'timeout',
): SentOut | null {
  const away = factOf(also.manifest)?.elsewhere;
  if (away?.ended === ended) {
    const quote = (source: string) => quoted(`${source}, asked for the manifest`, away.says, also.manifest);
    return { host: away.host, port: away.port, of: 'manifest', quote };
  }
  for (const { elsewhere, says } of factOf(also.layers)?.missing ?? []) {
    if (elsewhere?.ended !== ended) continue;
    const quote = (source: string) => quoted(`${source}, asked for a layer`, says, also.layers);
    return { host: elsewhere.host, port: elsewhere.port, of: 'layers', quote };
  }
  return null;
}
