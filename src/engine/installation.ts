/** A registry, or a product around registries, as it is installed somewhere. */

/**
 * `harbor`: Harbor of any version. `distribution`: docker-registry. `kangaroo`: DaoCloud's integration objects.
 * `image-controller`: theriseunion. `cargo`: its token service and admin in front of a Harbor.
 */
export type Product = 'harbor' | 'distribution' | 'kangaroo' | 'image-controller' | 'cargo' | 'other';

/** Who put it there: decides names, labels and whether an edit lasts. */
export type Installer = 'helm' | 'bitnami' | 'operator' | 'compose' | 'manifest' | 'unknown';

export interface Installation {
  /** As people call it: its configured name, else `namespace/instance` in its cluster. */
  readonly name: string;
  readonly product: Product;
  /** Host, with port where it is not the default; null when nothing tells it. */
  readonly host: string | null;
  /** Absent: TLS, as registries should be. */
  readonly scheme?: 'http';
  /** Null: outside every cluster we read, or not known. */
  readonly place: Place | null;
  readonly installer: Installer;
  readonly foundBy: 'configuration' | 'discovery';
}

export interface Place {
  /** The configured name of the cluster. */
  readonly cluster: string;
  readonly namespace: string;
  /** Helm release or name of the custom resource; null when nothing tells it. */
  readonly instance: string | null;
}
