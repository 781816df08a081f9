/** In which order registries are asked, how much at once, and when to stop asking one. */
import { sideBySide } from '../../engine/side-by-side.ts';
import type { Inquiry } from './inquiries.ts';

/** What came of one inquiry. */
export interface Looked<Found> {
  readonly inquiry: Inquiry;
  /** `asked`: by probes. `explained`: a failure of the whole registry, found before, explains it. `unasked`: time was up. */
  readonly how: 'asked' | 'explained' | 'unasked';
  readonly found: Found;
}

export interface Rounds<Found> {
  ask(inquiry: Inquiry): Promise<Found>;
  /** Whether what was found for one explains another of the same registry, so that it need not be asked. */
  explains(found: Looked<Found>, other: Inquiry): boolean;
  /** What can be said without asking. */
  withoutAsking(inquiry: Inquiry): Found;
  /** Once aborted nothing more is asked. */
  readonly signal: AbortSignal;
  readonly onLooked?: () => void;
}

/** Questions side by side at one registry: as few as one node would put to it. */
const PER_REGISTRY = 4;
const REGISTRIES_AT_ONCE = 6;

/**
 * Every registry gets one question first: when its whole answer is a failure of its own, it is left alone.
 * `before`: what earlier rounds found, which may explain these too.
 */
export async function inRounds<Found>(
  inquiries: readonly Inquiry[],
  rounds: Rounds<Found>,
  before: readonly Looked<Found>[] = [],
): Promise<readonly Looked<Found>[]> {
  const asked = Map.groupBy(
    before.filter(({ how }) => how === 'asked'),
    ({ inquiry }) => registryKey(inquiry),
  );
  const byRegistry = [...Map.groupBy(inquiries, registryKey)];
  const found = await sideBySide(byRegistry, REGISTRIES_AT_ONCE, ([key, some]) =>
    atRegistry(some, rounds, asked.get(key) ?? []),
  );
  return found.flat();
}

async function atRegistry<Found>(
  inquiries: readonly Inquiry[],
  rounds: Rounds<Found>,
  before: readonly Looked<Found>[],
): Promise<readonly Looked<Found>[]> {
  const asked = [...before];
  const look = async (inquiry: Inquiry): Promise<Looked<Found>> => {
    const looked = await lookAt(inquiry, asked, rounds);
    if (looked.how === 'asked') asked.push(looked);
    rounds.onLooked?.();
    return looked;
  };
  const [first, ...rest] = inquiries;
  if (!first) return [];
  return [await look(first), ...(await sideBySide(rest, PER_REGISTRY, look))];
}

async function lookAt<Found>(
  inquiry: Inquiry,
  before: readonly Looked<Found>[],
  rounds: Rounds<Found>,
): Promise<Looked<Found>> {
  const root = before.find((looked) => rounds.explains(looked, inquiry));
  if (root) return { inquiry, how: 'explained', found: root.found };
  if (rounds.signal.aborted) return { inquiry, how: 'unasked', found: rounds.withoutAsking(inquiry) };
  return { inquiry, how: 'asked', found: await rounds.ask(inquiry) };
}

function registryKey({ cluster, registry }: Inquiry): string {
  return registry === null ? `${cluster} none` : `${cluster} ${registry.host}:${registry.port}`;
}
