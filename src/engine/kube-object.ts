/** Kubernetes objects as the API gives them, for kinds of which only a field here and there is read. */

export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
  /** ConfigMaps. Secrets are never read this way. */
  readonly data?: Readonly<Record<string, string>>;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly creationTimestamp?: string;
  /** Set while it waits for its finalizers. */
  readonly deletionTimestamp?: string;
  /** Counts changes of the spec. */
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly controller?: boolean;
  }[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly {
    readonly manager?: string;
    readonly operation?: string;
    readonly time?: string;
  }[];
}

/** A kind by its API group and plural; the version is discovered. The group '' is the core. */
export interface ObjectKind {
  readonly group: string;
  readonly plural: string;
}
