/** What a verb does at once, without a diagnosis: stops and allows writes, tells of fixes. */
export type Action =
  | { readonly do: 'freeze'; readonly where: string; readonly why: string }
  | { readonly do: 'unfreeze'; readonly where: string }
  | { readonly do: 'fixes' }
  /** `about`: a cluster, namespace, registry, remediation or approval; null: everything. */
  | { readonly do: 'history'; readonly about: string | null };
