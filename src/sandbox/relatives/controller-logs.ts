/** What the image controller writes: as much as its pod was told to. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import type { Pod } from '../cluster/objects.ts';
import type { LogEntry, LogSource } from '../cluster/world.ts';
import { CONTROLLER_NAMESPACE } from './objects.ts';

const CONTAINER = 'controller';
const EVERY_MS = 10_000;
const LINES = 30;

export function controllerLogs(cluster: () => Pick<SandboxCluster, 'get'> | undefined): LogSource {
  return ({ namespace, pod, container }) => {
    if (namespace !== CONTROLLER_NAMESPACE || container !== CONTAINER) return undefined;
    const found = cluster()?.get('pods', namespace, pod) as Pod | undefined;
    const env = found?.spec.containers.find(({ name }) => name === container)?.['env'];
    const level = (env as readonly { name: string; value?: string }[] | undefined)?.find(
      ({ name }) => name === 'LOG_LEVEL',
    )?.value;
    return lines(level === 'debug' ? 'debug' : 'info', Date.now());
  };
}

function* lines(level: 'debug' | 'info', now: number): Generator<LogEntry> {
  for (let left = LINES; left > 0; left -= 1) {
    const at = new Date(now - left * EVERY_MS).toISOString();
    yield { at, text: `time="${at}" level=info msg="reconciled" controller=repository` };
    if (level === 'debug')
      yield {
        at,
        text: `time="${at}" level=debug msg="asking the source" method=GET url="/v2/" attempt=1`,
      };
  }
}
