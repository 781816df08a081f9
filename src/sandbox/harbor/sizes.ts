/** What images and repositories weigh, as Harbor's database has it. */
import type { Repository } from '../registry/store.ts';
import type { HarborState, Project } from './state.ts';

/** Bytes of an image: its own blobs and what the sandbox lets it weigh. A link that leads nowhere weighs nothing. */
export function artifactSize(state: HarborState, repository: Repository, digest: string): number {
  if (state.broken.has(`${repository.name}@${digest}`)) return 0;
  return blobsOf(repository, digest) + (state.weights.get(repository.name) ?? 0);
}

/** Bytes that count against the quota: every blob of a project once. */
export function usedBy(state: HarborState, project: Project): number {
  return repositoriesOf(state, project)
    .map((name) => {
      const repository = state.store.get(name);
      const blobs = [...(repository?.blobs.values() ?? [])];
      const weight = state.weights.get(name) ?? 0;
      const images = new Set(repository?.tags.values()).size;
      return blobs.reduce((total, blob) => total + blob.bytes.length, 0) + weight * images;
    })
    .reduce((total, size) => total + size, 0);
}

export function repositoriesOf(state: HarborState, project: Project): readonly string[] {
  return state.store.names().filter((name) => name.startsWith(`${project.name}/`));
}

interface Manifest {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly config?: { readonly size: number };
  readonly layers?: readonly { readonly size: number }[];
}

function blobsOf(repository: Repository, digest: string): number {
  const content = repository.manifests.get(digest);
  if (!content) return 0;
  const { manifests = [], config, layers = [] } = JSON.parse(content.bytes.toString()) as Manifest;
  const own = [config, ...layers].reduce((total, one) => total + (one?.size ?? 0), content.bytes.length);
  return manifests.reduce((total, child) => total + blobsOf(repository, child.digest), own);
}
