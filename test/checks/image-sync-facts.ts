/** Literal facts about a Repository of the image controller. */
import type { RepositoryObject, RepositorySync } from '../../src/engine/kubernetes/repository.ts';
import type { Pull } from '../../src/engine/subject.ts';
import type { ImageSyncFact } from '../../src/probes/sync/image-sync.ts';
import { AT } from './given.ts';

export const IMAGE_SYNC: Pull = {
  image: 'harbor.acme.test/data/models:1',
  installation: {
    name: 'edge-system/image-controller',
    product: 'image-controller',
    host: null,
    place: { cluster: 'prod', namespace: 'edge-system', instance: null },
    installer: 'manifest',
    foundBy: 'discovery',
  },
  sync: { kind: 'repository', name: 'models', namespace: 'production', cluster: 'prod' },
};

export const EARLIER = '2026-03-01T02:59:57.000Z';

export function repositoryObject(
  sync: Partial<RepositorySync> = {},
  over: Partial<RepositoryObject> = {},
): RepositoryObject {
  return {
    namespace: 'production',
    name: 'models',
    createdAt: '2026-02-01T00:00:00Z',
    repository: 'data/models',
    tag: '1',
    tagInPath: null,
    registry: 'harbor',
    syncTimeoutMs: 600_000,
    retryCount: 3,
    sync: {
      status: 'Failed',
      state: 'failed',
      progress: 40,
      lastSynced: '2026-02-28T00:00:00Z',
      askedAt: null,
      mark: null,
      ...sync,
    },
    conditions: [],
    labels: {},
    finalizers: [],
    ...over,
  };
}

export function imageSync(
  sync: Partial<RepositorySync> = {},
  over: Partial<ImageSyncFact> & { readonly object?: RepositoryObject } = {},
): ImageSyncFact {
  return {
    object: repositoryObject(sync),
    samples: [{ at: AT, progress: sync.progress ?? 40 }],
    changedAt: '2026-03-01T01:00:00Z',
    events: [],
    ...over,
  };
}

export const SYNCING: Partial<RepositorySync> = { status: 'Syncing', state: 'syncing' };
export const DONE: Partial<RepositorySync> = { status: 'Success', state: 'done', progress: 100 };

/** The controller's log, lines about this Repository and others. */
export function controllerLog(...texts: readonly string[]) {
  const lines = texts.map((text) => ({ at: '2026-03-01T01:30:00Z', text }));
  const log = {
    component: 'image-controller',
    pod: 'image-controller-0',
    container: 'controller',
    run: 'current',
    lines,
  };
  return { logs: [log], unread: [] };
}

export function source(over: object = {}) {
  return {
    named: 'harbor',
    source: {
      namespace: 'production',
      name: 'harbor',
      domain: 'harbor.acme.test',
      domainFault: null,
      host: 'harbor.acme.test',
      verifyStatus: 'Success',
      username: 'sync',
      conditions: [],
      ...over,
    },
    nearest: [],
  };
}
