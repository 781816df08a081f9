import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Dial } from '../engine/registry.ts';
import { dns } from './dns.ts';
import { reference } from './reference.ts';

export interface TcpFact {
  /** Host and port that were dialled: the registry's, or the forward proxy's where one leads there. */
  readonly host: string;
  readonly port: number;
  /** One per address that answered in time, in the order of the lookup; at most four are tried. */
  readonly dials: readonly { readonly address: string; readonly dial: Dial; readonly ms: number }[];
  readonly open: boolean;
}

type Dialled = TcpFact['dials'][number];

const MOST = 4;
/** Once one address is open, how long the others may still take, milliseconds. */
const GRACE_MS = 150;

export const tcp: Probe<TcpFact> = {
  id: 'tcp',
  asks: () => 'connecting',
  async ask({ need, network }) {
    const [parsed, { lookup }] = await Promise.all([need(reference), need(dns)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (lookup.ended === 'failed') throw new NotReached('dns');
    const { endpoint } = parsed.ref;
    const { host, port } = network.settings(endpoint).proxy ?? endpoint;
    const pending = lookup.addresses.slice(0, MOST).map(async (address): Promise<Dialled> => {
      const started = performance.now();
      const dial = await network.dial(address, port);
      return { address, dial, ms: Math.round(performance.now() - started) };
    });
    const dials = await settleSoon(pending);
    const refusals = dials.flatMap(({ dial }) => (dial.ended === 'not-allowed' ? [dial.says] : []));
    if (refusals[0] !== undefined && refusals.length === dials.length) throw new CouldNotAsk(refusals[0]);
    return { host, port, dials, open: dials.some(({ dial }) => dial.ended === 'open') };
  },
};

/** All dials, or those done shortly after the first open one: a dead address must not hold up a live one. */
async function settleSoon(pending: readonly Promise<Dialled>[]): Promise<readonly Dialled[]> {
  const done: (Dialled | undefined)[] = pending.map(() => undefined);
  const kept = pending.map(async (each, index) => {
    const dialled = await each;
    done[index] = dialled;
    if (dialled.dial.ended !== 'open') throw new Error('not open');
  });
  const all = Promise.allSettled(kept);
  const grace = Promise.any(kept).then(
    () => new Promise((resolve) => setTimeout(resolve, GRACE_MS)),
    () => all,
  );
  await Promise.race([all, grace]);
  return done.filter((each) => each !== undefined);
}
