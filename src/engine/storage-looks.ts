/** Earlier looks at the storage of registries, so that growth can be told. */

export interface StorageLook {
  /** ISO 8601. */
  readonly at: string;
  /** Bytes by project. */
  readonly projects: Readonly<Record<string, number>>;
}

export interface StorageLooks {
  /** The newest look of an earlier day, else the first of this day; null: there was none. */
  last(registry: string, now: Date): Promise<StorageLook | null>;
  /** Keeps the first look of each day; later ones of the same day change nothing. */
  keep(registry: string, look: StorageLook): Promise<void>;
}
