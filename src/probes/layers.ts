import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { type BuiltFor, readConfig, wrongDigest } from '../engine/distribution/config-blob.ts';
import { errorWords } from '../engine/distribution/error-words.ts';
import { type Keyring, sentAs } from '../engine/distribution/identity.ts';
import type { Blob } from '../engine/distribution/manifest-body.ts';
import { askFollowing, type Elsewhere, elsewhereOf, type Followed } from '../engine/distribution/redirect.ts';
import { blobUrl } from '../engine/distribution/urls.ts';
import type { Probe } from '../engine/probe.ts';
import type { HttpEnding } from '../engine/registry.ts';
import { sideBySide } from '../engine/side-by-side.ts';
import { authorization } from './authorization.ts';
import { manifest } from './manifest.ts';
import { reference } from './reference.ts';

/** Config and layer blobs of the node's platform, each asked by HEAD. */
export interface LayersFact {
  readonly asked: number;
  readonly of: number;
  readonly bytes: number;
  readonly missing: readonly {
    readonly digest: string;
    readonly status: number | null;
    readonly says: string;
    /** Another host that the registry sent us to, and where no answer came from. */
    readonly elsewhere?: Elsewhere;
  }[];
  /** What the config says the image was built for; null when it was not read. */
  readonly config: BuiltFor | null;
  /** The config, when its bytes are not those of its digest. Layers are too large to be read for that. */
  readonly corrupt: { readonly digest: string; readonly says: string } | null;
}

type Missing = LayersFact['missing'][number];

/** As many as containerd fetches at once by default, and twice that: a HEAD is small. */
const AT_ONCE = 6;

/** Configs are some kilobytes; a larger one is not worth its reading. */
const READ_BYTES = 1_048_576;

/** Images have some dozens; thousands are made to have us ask without end. */
const MOST = 512;

export const layers: Probe<LayersFact> = {
  id: 'layers',
  asks: () => 'asking for each layer',
  async ask(ctx) {
    const [parsed, { found, url }] = await Promise.all([ctx.need(reference), ctx.need(manifest)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (!found) throw new NotReached('manifest');
    const { network, vault } = ctx;
    const { ref } = parsed;
    const grants = await ctx.ask(authorization);
    const scheme = grants.state === 'known' ? grants.fact.scheme : 'none';
    const keyring: Keyring = { vault, network, endpoint: ref.endpoint };
    const sent = sentAs(found.who, scheme, keyring) ?? {};
    const origin = new URL(url).origin;
    const blobs = [...new Map(found.blobs.map((blob) => [blob.digest, blob])).values()];
    let config: HttpEnding | null = null;
    let asked = 0;
    let silent: string | null = null;
    const ask = async (blob: Blob): Promise<Missing | null> => {
      // Silence met once would be met for each of the others, and the whole answer would come too late.
      if (silent !== null) return null;
      asked++;
      const question = { url: blobUrl(origin, ref, blob.digest), behalf: ref.endpoint, ...sent };
      const asking = (method: 'GET' | 'HEAD', headers = {}) =>
        askFollowing(network, { ...question, method, headers }, 'once');
      const head = await asking('HEAD');
      if (held(head.ending, blob)) {
        if (blob.kind === 'config' && blob.size <= READ_BYTES) config = (await asking('GET')).ending;
        return null;
      }
      if (head.ending.ended === 'timeout') {
        silent = `${blob.digest}: ${head.ending.says}`;
        return faultOf(blob, head, origin);
      }
      // A proxy cache fetches on GET only, and storage may sign its addresses for GET alone.
      const get = await asking('GET', { range: 'bytes=0-0' });
      if (get.ending.ended === 'answered' && isPart(get.ending, blob)) return null;
      return faultOf(blob, get.ending.ended === 'answered' ? get : head, origin);
    };
    const child = found.childFault ? [found.childFault] : [];
    const missing = (await sideBySide(blobs.slice(0, MOST), AT_ONCE, ask)).filter((each) => each !== null);
    if (silent !== null && !missing.some(({ status, elsewhere }) => status !== null || elsewhere))
      throw new CouldNotAsk(silent);
    return {
      asked: asked + child.length,
      of: blobs.length + child.length,
      bytes: blobs.reduce((sum, { size }) => sum + size, 0),
      missing: [...child, ...missing],
      ...readWhole(config, blobs),
    };
  },
};

function readWhole(
  ending: HttpEnding | null,
  blobs: readonly Blob[],
): Pick<LayersFact, 'config' | 'corrupt'> {
  const blob = blobs.find(({ kind }) => kind === 'config');
  if (!blob || ending?.ended !== 'answered' || ending.status !== 200 || ending.truncated)
    return { config: null, corrupt: null };
  const { digest } = blob;
  const other = wrongDigest(digest, ending.body);
  const says = `the bytes of config ${digest} have the digest ${other}`;
  return { config: readConfig(ending.body), corrupt: other === null ? null : { digest, says } };
}

function held(ending: HttpEnding, blob: Blob): boolean {
  if (ending.ended !== 'answered' || ending.status !== 200) return false;
  const length = ending.headers['content-length'];
  return length === undefined || Number(length) === blob.size;
}

/** Asked for one byte: 206 with the whole size in Content-Range, or 200 from who ignores ranges. */
function isPart(ending: Extract<HttpEnding, { ended: 'answered' }>, blob: Blob): boolean {
  if (ending.status === 200) return held(ending, blob);
  if (ending.status !== 206) return false;
  const total = /\/(\d+)$/.exec(ending.headers['content-range'] ?? '')?.[1];
  return total === undefined || Number(total) === blob.size;
}

function faultOf({ digest, size }: Blob, { ending, url }: Followed, origin: string): Missing {
  const { status, says } = errorWords(ending);
  const elsewhere = elsewhereOf({ ending, url }, origin);
  if (ending.ended !== 'answered') return { digest, status, says, ...(elsewhere ? { elsewhere } : {}) };
  const short = status === 200 || status === 206 || status === 416;
  if (!short) return { digest, status, says };
  const length =
    /\/(\d+)$/.exec(ending.headers['content-range'] ?? '')?.[1] ?? ending.headers['content-length'];
  return { digest, status, says: `${status}: ${length ?? 'no'} bytes instead of ${size}` };
}
