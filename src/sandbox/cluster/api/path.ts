/** Takes an API path apart: which group, resource, namespace, name and subresource. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly plural: string;
  readonly name: string;
  readonly subresource: string;
  /** What follows the subresource, for proxies. */
  readonly rest: readonly string[];
}

/** Null when the path is not below a group and version. */
export function parsePath(pathname: string): ResourcePath | null {
  const [root, ...steps] = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const group = root === 'apis' ? steps.shift() : '';
  const version = steps.shift();
  if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined) return null;
  const [first = '', second = '', third, ...more] = steps;
  // `/namespaces/shop` is the namespace itself, `/namespaces/shop/pods` is what lies in it.
  const inside = first === 'namespaces' && third !== undefined && !['status', 'finalize'].includes(third);
  if (inside) {
    const [name = '', subresource = '', ...rest] = more;
    return { group, version, namespace: second, plural: third, name, subresource, rest };
  }
  return { group, version, namespace: '', plural: first, name: second, subresource: third ?? '', rest: more };
}
