/** The routes of the distribution API. */

export type Route =
  | { readonly at: 'base' }
  | { readonly at: 'catalog' }
  | { readonly at: 'tags'; readonly repository: string }
  | { readonly at: 'manifest' | 'blob'; readonly repository: string; readonly reference: string }
  | { readonly at: 'nowhere' };

const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

export function routeOf(path: string): Route {
  if (path === '/v2/' || path === '/v2') return { at: 'base' };
  if (path === '/v2/_catalog') return { at: 'catalog' };
  const tags = /^\/v2\/(.+)\/tags\/list$/.exec(path);
  if (tags?.[1]) return { at: 'tags', repository: tags[1] };
  const content = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(path);
  const [, repository, kind, reference] = content ?? [];
  if (!repository || !reference) return { at: 'nowhere' };
  return {
    at: kind === 'blobs' ? 'blob' : 'manifest',
    repository,
    reference: decodeURIComponent(reference),
  };
}

/** Does this repository name obey the distribution grammar? */
export function nameIsValid(name: string): boolean {
  return NAME.test(name) && name.length <= 255;
}
