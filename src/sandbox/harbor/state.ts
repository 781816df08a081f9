/** What a Harbor knows. */
import type { Signer } from '../registry/jwt.ts';
import type { Store } from '../registry/store.ts';
import type { Accounts } from './accounts.ts';
import type { Jobs } from './jobs.ts';

export interface Project {
  readonly id: number;
  readonly name: string;
  public: boolean;
  /** Bytes; -1 unlimited. */
  quota: number;
  /** The registry it caches; absent: people push to it. */
  proxyOf?: { readonly id: number; readonly name: string; readonly url: string };
  readonly createdAt: Date;
}

/** One component, as the health checker of core sees it. */
export interface Component {
  readonly name: string;
  readonly healthy: boolean;
  /** Core's words when it is not. */
  readonly error?: string;
  /** Since when it is as it is. */
  readonly since?: Date;
}

export interface HarborState extends Accounts {
  /** `https://harbor.acme.test:8443`, the base of the token realm. */
  readonly externalUrl: string;
  readonly version: string;
  readonly store: Store;
  readonly signer: Signer;
  readonly projects: Map<string, Project>;
  /** Repository → why its pulls are refused (412 PROJECTPOLICYVIOLATION). */
  readonly blocked: Map<string, string>;
  /** Tags that a rule keeps as they are, `repository:tag`. */
  readonly immutable: Set<string>;
  /** Nothing may be written. */
  readOnly: boolean;
  readonly jobs: Jobs;
  components(): Promise<readonly Component[]>;
  now(): Date;
}

/** The project of a repository name. */
export function projectOf(state: HarborState, repository: string): Project | undefined {
  return state.projects.get(repository.split('/')[0] ?? '');
}
