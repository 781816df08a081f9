/** Everything a job may ask, made of a file: the same probes and checks, and no way out of the process. */
import { offlineNetwork } from '../../clients/bundle/offline-network.ts';
import { offlineTransport } from '../../clients/bundle/offline-transport.ts';
import type { ReadDump } from '../../clients/bundle/read-dump.ts';
import { readerOver } from '../../clients/kubernetes/reader.ts';
import type { Check } from '../../engine/check.ts';
import type { Surroundings } from '../surroundings.ts';

/** What the cluster of a file is called that tells no name. */
export const OFFLINE_CLUSTER = 'offline';

/** `file`: as people know it. Its time is the time the file was taken: what was recent then is recent now. */
export function offlineSurroundings(file: string, read: ReadDump, checks: readonly Check[]): Surroundings {
  const { manifest, dump, answers } = read;
  const taken = takenAt(read);
  const at = new Date(taken ?? Date.now());
  const name = manifest?.cluster ?? OFFLINE_CLUSTER;
  const absent = (manifest?.secrets ?? []).filter(({ is }) => is === 'absent');
  const hasCluster = dump.objects.size > 0 || dump.logs.size > 0;
  return {
    clusters: new Map(hasCluster ? [[name, readerOver(name, offlineTransport(dump, absent, at))]] : []),
    defaultCluster: hasCluster ? name : null,
    registries: manifest?.registries ?? [],
    network: offlineNetwork(answers, manifest?.registries ?? []),
    nodes: null,
    file: { name: file, takenAt: taken },
    checks,
    remediations: [],
    now: () => at,
  };
}

/** As its manifest says, else the newest time that an event or a container tells; null where none does. */
export function takenAt({ manifest, dump }: Pick<ReadDump, 'manifest' | 'dump'>): string | null {
  if (manifest) return manifest.at;
  const telling = [...(dump.objects.get('events.') ?? []), ...(dump.objects.get('pods.') ?? [])];
  let newest: string | null = null;
  for (const one of telling) {
    const times = JSON.stringify([one['lastTimestamp'], one['eventTime'], one['status']]).matchAll(
      /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[.\d]*Z"/g,
    );
    for (const [, time = ''] of times) if (newest === null || time > newest) newest = time;
  }
  return newest === null ? null : `${newest}.000Z`;
}
