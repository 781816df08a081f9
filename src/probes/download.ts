import { NotReached } from '../engine/answer.ts';
import { errorWords } from '../engine/distribution/error-words.ts';
import { type Keyring, sentAs } from '../engine/distribution/identity.ts';
import { askFollowing } from '../engine/distribution/redirect.ts';
import { blobUrl } from '../engine/distribution/urls.ts';
import type { Probe } from '../engine/probe.ts';
import { authorization } from './authorization.ts';
import { manifest } from './manifest.ts';
import { reference } from './reference.ts';

/** How fast the largest layer comes from here: its beginning, at most 1 MiB, is fetched and thrown away. */
export interface DownloadFact {
  readonly digest: string;
  readonly size: number;
  /** A HEAD of the layer, redirect included, milliseconds. */
  readonly latencyMs: number;
  /** Null where it was not had, or where ranges are ignored and nothing can be told from the part that came. */
  readonly sample: { readonly bytes: number; readonly ms: number } | null;
  /** Where the bytes come from when not from the registry itself. */
  readonly storage: string | null;
  readonly says: string;
}

const SAMPLE = 1024 * 1024;

export const download: Probe<DownloadFact> = {
  id: 'download',
  asks: () => 'fetching 1 MiB of the largest layer',
  async ask(ctx) {
    const [parsed, { found, url }] = await Promise.all([ctx.need(reference), ctx.need(manifest)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const largest = found?.blobs.toSorted((a, b) => b.size - a.size)[0];
    if (!found || !largest) throw new NotReached('manifest');
    const { endpoint } = parsed.ref;
    const { scheme } = await ctx.need(authorization);
    const keyring: Keyring = { vault: ctx.vault, network: ctx.network, endpoint };
    const at = blobUrl(new URL(url).origin, parsed.ref, largest.digest);
    const question = { url: at, behalf: endpoint, ...(sentAs(found.who, scheme, keyring) ?? {}) };
    const ask = async (method: 'HEAD' | 'GET', headers = {}) => {
      const started = performance.now();
      const followed = await askFollowing(ctx.network, { ...question, method, headers }, 'once');
      return { ...followed, ms: Math.max(1, Math.round(performance.now() - started)) };
    };
    const head = await ask('HEAD');
    const wanted = Math.min(SAMPLE, largest.size);
    const get = await ask('GET', { range: `bytes=0-${wanted - 1}` });
    const partial = get.ending.ended === 'answered' && get.ending.status === 206;
    const whole = get.ending.ended === 'answered' && get.ending.status === 200 && largest.size <= SAMPLE;
    const storage = new URL(get.url).host;
    return {
      digest: largest.digest,
      size: largest.size,
      latencyMs: head.ms,
      sample: partial || whole ? { bytes: wanted, ms: get.ms } : null,
      storage: storage === new URL(at).host ? null : storage,
      says: partial || whole ? `${wanted} bytes in ${get.ms} ms` : errorWords(get.ending).says,
    };
  },
};
