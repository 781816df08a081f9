import type { Answer } from './answer.ts';
import type { ClusterReader, ClusterRight } from './cluster.ts';
import type { FixSettings } from './fix-settings.ts';
import type { HarborReader } from './harbor/reader.ts';
import type { HarborRight } from './harbor/right.ts';
import type { NodeAsker } from './node-view.ts';
import type { Login, NetworkAsker } from './registry.ts';
import type { SecretSource } from './secret-source.ts';
import type { Pull } from './subject.ts';

/**
 * One read-only question to a cluster, a registry or the network.
 * `ask` returns what the system said; it throws CouldNotAsk when it could not put the question and
 * NotReached when an earlier fact made it pointless. Anything else it throws counts as CouldNotAsk.
 */
export interface Probe<Fact> {
  /** The file's name. */
  readonly id: string;
  /** Shown as progress, e.g. 'asking `harbor.example.com` for the manifest'. */
  asks(pull: Pull): string;
  /** What it must be allowed to read in a cluster. */
  readonly rights?: readonly ClusterRight[];
  /** What our robot must be allowed to read in Harbor. */
  readonly harborRights?: readonly HarborRight[];
  /** Time box in milliseconds; the default is the diagnosis's own. */
  readonly timeBoxMs?: number;
  ask(ctx: ProbeContext): Promise<Fact>;
}

export interface ProbeContext {
  readonly pull: Pull;
  /** Null when no cluster belongs to the question. */
  readonly cluster: ClusterReader | null;
  readonly network: NetworkAsker;
  /** The API of the installation that is looked at; null when it is no Harbor or nothing leads to it. */
  readonly harbor: HarborReader | null;
  /** Null when no Redis leads to workers on nodes. */
  readonly nodes: NodeAsker | null;
  readonly vault: Vault;
  /** Secrets that the operator lets be copied. */
  readonly secretSources: readonly SecretSource[];
  readonly fixSettings: FixSettings;
  /** Aborted when the probe's time box or the diagnosis ends. */
  readonly signal: AbortSignal;
  now(): Date;
  /** Another probe's answer; each is asked once per pull. */
  ask<F>(probe: Probe<F>): Promise<Answer<F>>;
  /** The same, throwing NotReached or CouldNotAsk where there is no fact. */
  need<F>(probe: Probe<F>): Promise<F>;
}

/** Logins by credential id, for the length of one diagnosis. */
export interface Vault {
  keep(id: string, login: Login): void;
  login(id: string): Login | undefined;
}
