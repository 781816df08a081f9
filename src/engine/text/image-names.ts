/** Parts of an image reference as written, for words only; the reference probe judges whether it is valid. */

/** Registry host of an image name, `docker.io` where none is written. */
export function hostOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const isHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  return isHost ? first : 'docker.io';
}

/** The reference without tag and digest. */
export function repositoryOf(image: string): string {
  const [name = ''] = image.split('@');
  const tagAt = name.lastIndexOf(':');
  return tagAt > name.lastIndexOf('/') ? name.slice(0, tagAt) : name;
}

/** The tag as written; null when there is none. */
export function tagOf(image: string): string | null {
  const [name = ''] = image.split('@');
  const tagAt = name.lastIndexOf(':');
  return tagAt > name.lastIndexOf('/') ? name.slice(tagAt + 1) : null;
}

/** Path of the image inside its registry, without host, tag and digest. */
export function pathOf(image: string): string {
  const repository = repositoryOf(image);
  const host = hostOf(image);
  return repository.startsWith(`${host}/`) ? repository.slice(host.length + 1) : repository;
}
