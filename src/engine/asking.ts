/** Puts probes' questions for one pull: each once, side by side, time-boxed, failures turned into answers. */
import { type Answer, CouldNotAsk, NotReached } from './answer.ts';
import type { ClusterReader } from './cluster.ts';
import { type FixSettings, USUAL_FIX_SETTINGS } from './fix-settings.ts';
import type { HarborReader } from './harbor/reader.ts';
import type { NodeAsker } from './node-view.ts';
import type { Probe, ProbeContext, Vault } from './probe.ts';
import type { Login, NetworkAsker } from './registry.ts';
import type { SecretSource } from './secret-source.ts';
import type { Pull } from './subject.ts';

export interface Step {
  readonly id: string;
  readonly asks: string;
  readonly state: 'asking' | Answer<unknown>['state'];
  readonly ms?: number;
}

export interface AskingOptions {
  readonly pull: Pull;
  readonly cluster: ClusterReader | null;
  readonly network: NetworkAsker;
  /** Of the installation that is looked at; absent: none is, or it is no Harbor. */
  readonly harbor?: HarborReader | null;
  /** Leads to the workers on nodes; absent: no Redis does. */
  readonly nodes?: NodeAsker | null;
  /** Secrets that may be copied; absent: none. */
  readonly secretSources?: readonly SecretSource[];
  readonly fixSettings?: FixSettings;
  /** Ends every question that is still open. */
  readonly signal?: AbortSignal;
  /** How long one question may take, milliseconds. */
  readonly timeBoxMs?: number;
  readonly now?: () => Date;
  readonly onStep?: (step: Step) => void;
  /** Called in the place of each question, which it must put: for whoever counts. */
  readonly around?: <F>(probe: Probe<F>, put: () => Promise<Answer<F>>) => Promise<Answer<F>>;
}

export interface Asking {
  ask<F>(probe: Probe<F>): Promise<Answer<F>>;
  /** Answers settled so far, by probe id. */
  readonly answers: ReadonlyMap<string, Answer<unknown>>;
}

const TIME_BOX_MS = 20_000;

/** Opens the asking for one pull. Its vault of logins is reachable by probes only and dies with it. */
export function createAsking(options: AskingOptions): Asking {
  const {
    pull,
    cluster,
    network,
    harbor = null,
    nodes = null,
    secretSources = [],
    fixSettings = USUAL_FIX_SETTINGS,
    signal,
    timeBoxMs = TIME_BOX_MS,
    now = () => new Date(),
    around = (_, put) => put(),
  } = options;
  const asked = new Map<string, Promise<Answer<unknown>>>();
  const answers = new Map<string, Answer<unknown>>();
  const vault = createVault();

  function ask<F>(probe: Probe<F>): Promise<Answer<F>> {
    const open = asked.get(probe.id);
    // The map holds, under a probe's id, that probe's answer: ids are file names and so unique.
    if (open) return open as Promise<Answer<F>>;
    const answer = around(probe, () => put(probe));
    asked.set(probe.id, answer);
    return answer;
  }

  async function put<F>(probe: Probe<F>): Promise<Answer<F>> {
    const asks = probe.asks(pull);
    options.onStep?.({ id: probe.id, asks, state: 'asking' });
    const started = performance.now();
    const boxMs = probe.timeBoxMs ?? timeBoxMs;
    const box = openBox(boxMs, signal);
    const context: ProbeContext = {
      pull,
      cluster,
      network,
      harbor,
      nodes,
      vault,
      secretSources,
      fixSettings,
      signal: box.signal,
      now,
      ask,
      need,
    };
    const at = now().toISOString();
    const answer = await raceEnd(() => probe.ask(context), box.signal)
      .then((fact): Answer<F> => ({ state: 'known', fact, at, ms: Math.round(performance.now() - started) }))
      .catch((error: unknown) =>
        failure(error, Math.round(performance.now() - started), box.isLate() ? boxMs : null),
      )
      .finally(() => box.close());
    answers.set(probe.id, answer);
    options.onStep?.({
      id: probe.id,
      asks,
      state: answer.state,
      ...('ms' in answer ? { ms: answer.ms } : {}),
    });
    return answer;
  }

  async function need<F>(probe: Probe<F>): Promise<F> {
    const answer = await ask(probe);
    if (answer.state === 'known') return answer.fact;
    throw new NotReached(answer.state === 'unreached' ? answer.after : probe.id);
  }

  return { ask, answers };
}

interface TimeBox {
  readonly signal: AbortSignal;
  isLate(): boolean;
  close(): void;
}

/**
 * Ends after its time, or with the outer signal. Closed, it leaves neither timer nor listener: those of a hundred
 * questions would hold what each of them knew long after it was answered.
 */
function openBox(ms: number, outer: AbortSignal | undefined): TimeBox {
  const ends = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    ends.abort(new DOMException('no answer within the time box', 'TimeoutError'));
  }, ms).unref();
  const end = (): void => ends.abort(outer?.reason);
  if (outer?.aborted) end();
  else outer?.addEventListener('abort', end, { once: true });
  return {
    signal: ends.signal,
    isLate: () => late,
    close() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', end);
    },
  };
}

function failure(error: unknown, ms: number, boxMs: number | null): Answer<never> {
  if (error instanceof NotReached) return { state: 'unreached', after: error.after };
  if (boxMs !== null) return { state: 'unknown', why: `no answer within ${boxMs / 1000} s`, ms };
  if (error instanceof CouldNotAsk) return { state: 'unknown', why: error.message, ms };
  const why = error instanceof Error ? error.message : String(error);
  return { state: 'unknown', why: `our own failure: ${why}`, ms };
}

/**
 * A probe that ignores its signal must not hold up the others. Once all has ended nothing is put any more: an
 * answer that nobody waits for would, when it fails, end the whole process.
 */
function raceEnd<T>(put: () => Promise<T>, ends: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new CouldNotAsk('the diagnosis had ended'));
    if (ends.aborted) return end();
    ends.addEventListener('abort', end, { once: true });
    put()
      .then(resolve, reject)
      .finally(() => ends.removeEventListener('abort', end));
  });
}

function createVault(): Vault {
  const logins = new Map<string, Login>();
  return { keep: (id, login) => void logins.set(id, login), login: (id) => logins.get(id) };
}
