/** Layers that a registry keeps elsewhere, and how the way there breaks. Pure. */
import type { LayersFact } from '../probes/layers.ts';

export interface StorageOut {
  readonly host: string;
  readonly port: number;
  readonly says: string;
}

/** Where the registry sends its clients for a layer, when the way there ends like this; null when it does not. */
export function storageOut(
  layers: LayersFact | null,
  ended: 'dns' | 'refused' | 'timeout',
): StorageOut | null {
  for (const { elsewhere, says } of layers?.missing ?? [])
    if (elsewhere?.ended === ended) return { host: elsewhere.host, port: elsewhere.port, says };
  return null;
}
