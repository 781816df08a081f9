/** A reader of a sandbox cluster, for one of its identities. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import type { ClusterAnswer, ClusterReader } from '../../../src/engine/cluster.ts';

export async function readerFor(kubeconfig: string): Promise<ClusterReader> {
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, kubeconfig);
  return createClusterReader({ name: 'prod', kubeconfig: file, inCluster: false, default: false }, {});
}

/** The value; throws what was said when there is none. */
export function foundOf<T>(answer: ClusterAnswer<T>): T {
  if (answer.ended !== 'found') throw new Error(`${answer.ended}: ${answer.says}`);
  return answer.value;
}
