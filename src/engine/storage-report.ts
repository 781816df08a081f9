import type { Pull } from './subject.ts';
import type { BlindSpot, OfferedRemediation } from './verdict.ts';

/** `storage`: where the room goes, of each registry and of the nodes that pull. Keys are only ever added. */
export interface StorageReport {
  readonly at: string;
  readonly ms: number;
  /** The one registry that was asked about; absent: all. */
  readonly asked?: string;
  readonly registries: readonly RegistryStorage[];
  /** Nodes that are short of disk, of every cluster that a registry of these runs in or that is configured. */
  readonly nodes: readonly NodeStorage[];
  /** How many nodes were looked at. */
  readonly nodesSeen: number;
  /** What is wrong with nodes and what to do. */
  readonly troubles: readonly StorageTrouble[];
  readonly couldNotLook: readonly BlindSpot[];
}

export interface RegistryStorage {
  readonly name: string;
  readonly host: string;
  readonly version: string | null;
  /** filesystem, s3, swift, …; null where not told. */
  readonly storage: string | null;
  /** Bytes of all projects together; null where not told. */
  readonly used: number | null;
  /** The largest first. */
  readonly projects: readonly ProjectStorage[];
  /** How many more projects there are than are listed. */
  readonly moreProjects: number;
  /** The look that growth is counted from; null: there was none before, or nothing keeps them. */
  readonly lastLook: {
    readonly at: string;
    /** Bytes more than then. */
    readonly grownBy: number;
  } | null;
  /** Why growth is not known, in words; null where it is, or where nothing was to be compared. */
  readonly growthUnknown: 'no-redis' | 'first-look' | null;
  /** What is wrong and what to do, the gravest first. */
  readonly troubles: readonly StorageTrouble[];
  /** Null: the garbage collections are not told. */
  readonly collections: CollectionHistory | null;
  /** Images whose tag or layers are gone from the storage. */
  readonly broken: readonly BrokenImage[];
  /** How much was looked at for broken images; null: nothing. */
  readonly looked: {
    readonly repositories: number;
    readonly of: number;
    readonly artifacts: number;
  } | null;
  /** Claims that the registry writes to. */
  readonly volumes: readonly VolumeStorage[];
  readonly couldNotLook: readonly BlindSpot[];
}

export interface StorageTrouble {
  /** The check's id. */
  readonly cause: string;
  readonly says: string;
  readonly quotes: readonly string[];
  readonly steps: readonly string[];
  /** What was looked at when it was proved; a fix looks at the same again. */
  readonly pull?: Pull;
  readonly remediations?: readonly OfferedRemediation[];
}

export interface ProjectStorage {
  readonly name: string;
  readonly used: number;
  /** Bytes; null is unlimited. */
  readonly hard: number | null;
  readonly repositories: number | null;
  /** Whether it is a proxy cache, which may be emptied without loss. */
  readonly kind: 'own' | 'proxy-cache';
  /** Bytes since the last look; null: not known. */
  readonly grownBy: number | null;
}

export interface CollectionHistory {
  readonly schedule: string | null;
  /** Newest first. */
  readonly runs: readonly {
    readonly at: string;
    readonly state: 'pending' | 'running' | 'success' | 'error' | 'stopped';
    readonly dryRun: boolean;
    /** Bytes; null: not told. */
    readonly freed: number | null;
    readonly blobs: number | null;
    readonly manifests: number | null;
  }[];
  /** What a collection would free, by the last dry run that no real one followed; null: nobody has asked. */
  readonly wouldFree: { readonly bytes: number | null; readonly at: string } | null;
}

export interface BrokenImage {
  /** `shop/cart`. */
  readonly repository: string;
  readonly tags: readonly string[];
  readonly digest: string;
  /** `manifest`: the registry does not have it; `layer`: it has not all of its blobs. */
  readonly what: 'manifest' | 'layer';
  /** The registry's words. */
  readonly says: string;
}

export interface VolumeStorage {
  readonly claim: string;
  readonly phase: string | null;
  readonly modes: readonly string[];
  readonly capacity: number | null;
}

export interface NodeStorage {
  readonly cluster: string;
  readonly node: string;
  /** ISO 8601; null: not told. */
  readonly since: string | null;
  readonly says: string;
  /** Pods of this node that were evicted and still show so. */
  readonly evicted: number;
  /** The largest images there, bytes. */
  readonly largest: readonly { readonly image: string; readonly bytes: number }[];
  /** All images the node reports (its 50 largest), bytes. */
  readonly images: number;
  /** Bytes of disk that pods may have; null: not told. */
  readonly disk: number | null;
}
