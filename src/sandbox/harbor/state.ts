/** What a Harbor knows. */
import type { Signer } from '../registry/jwt.ts';
import type { Store } from '../registry/store.ts';
import type { Accounts } from './accounts.ts';
import type { Jobs } from './jobs.ts';
import type { Work } from './tasks/work.ts';

export interface Project {
  readonly id: number;
  readonly name: string;
  public: boolean;
  /** Bytes; -1 unlimited. */
  quota: number;
  /** The registry it caches; absent: people push to it. */
  proxyOf?: { readonly id: number; readonly name: string; readonly url: string };
  /** Settings besides `public`: `prevent_vul`, `auto_scan`, `retention_id`, … */
  readonly metadata?: Readonly<Record<string, string>>;
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

/** Lines that a component writes while something ails it; the world's log source prints them. */
export interface ComponentLog {
  readonly component: string;
  readonly lines: readonly string[];
}

export interface AuditRecord {
  readonly id: number;
  readonly username: string;
  readonly resource: string;
  readonly resource_type: string;
  readonly operation: string;
  readonly at: Date;
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
  readonly work: Work;
  /** Repository → what each of its images weighs beyond its few real bytes. */
  readonly weights: Map<string, number>;
  /** `repository@digest` of images whose link on the storage leads nowhere. */
  readonly broken: Set<string>;
  /** Component → what core's checker says of it, whatever its pod looks like. */
  readonly ailing: Map<string, string>;
  /** By what ails it. */
  readonly logs: Map<string, readonly ComponentLog[]>;
  /** Of core's data volume; 0 of 0 on Kubernetes. */
  volumes: readonly { readonly total: number; readonly free: number }[];
  readonly configuration: Map<string, string | number | boolean>;
  /** filesystem, s3, … */
  storage: string;
  /** Oldest first. */
  readonly audit: AuditRecord[];
  /** What the installation around Harbor says of its components; `componentsOf` tells the whole. */
  components(): Promise<readonly Component[]>;
  now(): Date;
}

/** The project of a repository name. */
export function projectOf(state: HarborState, repository: string): Project | undefined {
  return state.projects.get(repository.split('/')[0] ?? '');
}

/** Core's view of every component. */
export async function componentsOf(state: HarborState): Promise<readonly Component[]> {
  const found = await state.components();
  return found.map((one) => {
    const error = state.ailing.get(one.name);
    return error === undefined ? one : { ...one, healthy: false, error };
  });
}

/** Writes into the audit log. */
export function noteAudit(
  state: HarborState,
  entry: Omit<AuditRecord, 'id' | 'at'> & { readonly at?: Date },
): void {
  state.audit.push({ at: state.now(), ...entry, id: state.audit.length + 1 });
}
