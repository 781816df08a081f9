/** A quoted piece of what a system said. Secrets are removed before it is made. */
export interface Evidence {
  /** Who said it, in words a reader knows: `kubelet`, `token service`, `registry`, `DNS`. */
  readonly source: string;
  /** The system's own words. */
  readonly says: string;
  /** When it was said or asked, ISO 8601. */
  readonly at?: string;
}

export type NonEmpty<T> = readonly [T, ...T[]];
