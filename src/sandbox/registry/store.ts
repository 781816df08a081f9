/** What a registry holds, in memory. */
import { type Content, type Image, type ImageRequest, image } from './image.ts';

export interface Repository {
  readonly name: string;
  /** Tag → manifest digest. */
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, Content>;
  readonly blobs: Map<string, Content>;
  readonly pushedAt: Map<string, Date>;
}

export interface Store {
  /** Adds an image; tags it names move to it. */
  push(request: ImageRequest): Image;
  untag(repository: string, tag: string): void;
  get(repository: string): Repository | undefined;
  /** Repository names in order. */
  names(): readonly string[];
}

export function createStore(): Store {
  const held = new Map<string, Repository>();
  return {
    push(request) {
      const made = image(request);
      const repository = held.get(made.repository) ?? empty(made.repository);
      held.set(made.repository, repository);
      for (const one of made.manifests) {
        repository.manifests.set(one.digest, one);
        repository.pushedAt.set(one.digest, new Date());
      }
      for (const one of made.blobs) repository.blobs.set(one.digest, one);
      for (const tag of made.tags) repository.tags.set(tag, made.top.digest);
      return made;
    },
    untag: (repository, tag) => void held.get(repository)?.tags.delete(tag),
    get: (repository) => held.get(repository),
    names: () => [...held.keys()].sort(),
  };
}

/** The manifest that a tag or digest names. */
export function resolve(repository: Repository, reference: string): Content | undefined {
  const digest = reference.includes(':') ? reference : repository.tags.get(reference);
  return digest === undefined ? undefined : repository.manifests.get(digest);
}

function empty(name: string): Repository {
  return { name, tags: new Map(), manifests: new Map(), blobs: new Map(), pushedAt: new Map() };
}
