/** What is broken and mended in the chaos, each with how it is asked about and where its writes are counted. */

import type { ReplicatingHarbor } from './replicating-harbor.ts';
import { NAMESPACE, type Stage } from './stage.ts';

export interface Scene {
  /** For the table. */
  readonly tells: string;
  /** The names of what is broken begin so; four digits follow. */
  readonly prefix: string;
  /** In every message about this one, and in none about others. */
  about(name: string): string;
  /** After `/registry`. */
  question(name: string): string;
  breakIt(name: string): void;
  /** Whether what is broken shows. */
  isBroken(name: string): boolean;
  /** How often a write of its fix arrived. */
  writes(name: string): number;
  /** How the last word about its fix begins. */
  readonly does: RegExp;
}

/** Idempotent: a patch of a Deployment to the tag that exists. */
export function wrongTag({ deploy, cluster, writes }: Stage): Scene {
  return {
    tells: 'patches of a Deployment',
    prefix: 'app-',
    about: (name) => `/${name}`,
    question: (name) => `why-pull-fails deployment/${name} -n ${NAMESPACE}`,
    breakIt: deploy,
    isBroken: (name) =>
      cluster.store
        .list('pods', NAMESPACE)
        .some(
          (pod) =>
            pod.metadata.labels?.['app'] === name &&
            /ErrImagePull|ImagePullBackOff/.test(JSON.stringify(pod.status)),
        ),
    writes,
    does: /^Set the image /,
  };
}

/** Not idempotent: each call to Harbor begins one more execution. */
export function failedReplication(harbor: ReplicatingHarbor): Scene {
  return {
    tells: 'replications begun in Harbor',
    prefix: 'copy-',
    about: (name) => name,
    question: (name) => `why-sync-fails ${name}`,
    breakIt: harbor.fail,
    isBroken: () => true,
    writes: harbor.begun,
    does: /^Run replication /,
  };
}

export function sceneOf(name: string, scenes: readonly Scene[]): Scene {
  const scene = scenes.find(({ prefix }) => name.startsWith(prefix));
  if (!scene) throw new Error(`no scene has names such as ${name}`);
  return scene;
}
