/** Metadata of an object in the namespace `shop`. */
export const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'shop',
  uid: `uid-${name}`,
  creationTimestamp: '2026-11-20T10:00:00Z',
  ...more,
});
export const owned = (kind: string, name: string) => ({
  ownerReferences: [{ kind, name, controller: true }],
});
