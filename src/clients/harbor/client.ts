/** The parts of the Harbor API that status and probes read. Version 2 (`/api/v2.0`); GET and HEAD only. */
import { z } from 'zod';
import { askHarbor, type HarborAnswer, type HarborDoor } from '../../engine/harbor/answers.ts';
import * as records from './records.ts';

export type { AskHttp, HarborAnswer, HarborDoor } from '../../engine/harbor/answers.ts';
export type * from './records.ts';

export interface HarborClient {
  /** Answers even when the database is exhausted; needs no login. */
  ping(): Promise<HarborAnswer<'Pong'>>;
  /** Needs no login. May take a minute when a component hangs: give the door a time-out. */
  health(): Promise<HarborAnswer<records.Health>>;
  systemInfo(): Promise<HarborAnswer<records.SystemInfo>>;
  /** Since 2.7; `absent` before. Needs `jobservice-monitor list`. */
  pools(): Promise<HarborAnswer<records.Pools>>;
  queues(): Promise<HarborAnswer<records.Queues>>;
  /** Newest first; at most ten. Needs `garbage-collection list`. */
  collections(): Promise<HarborAnswer<records.Collections>>;
  /** Failed ones, newest first; at most a hundred. Needs `replication list`. */
  failedReplications(): Promise<HarborAnswer<records.Executions>>;
  /** Whether a project exists: 404 is `absent`, also for those who may not read it. */
  project(name: string): Promise<HarborAnswer<unknown>>;
}

export function createHarborClient(door: HarborDoor): HarborClient {
  const ask = <T>(path: string, schema: z.ZodType<T>, method: 'GET' | 'HEAD' = 'GET') =>
    askHarbor(door, `/api/v2.0${path}`, { schema, method });
  return {
    ping: () => ask('/ping', records.Ping),
    health: () => ask('/health', records.Health),
    systemInfo: () => ask('/systeminfo', records.SystemInfo),
    pools: () => ask('/jobservice/pools', records.Pools),
    queues: () => ask('/jobservice/queues', records.Queues),
    collections: () => ask('/system/gc?sort=-creation_time&page_size=10', records.Collections),
    failedReplications: () =>
      ask('/replication/executions?status=Failed&sort=-start_time&page_size=100', records.Executions),
    project: (name) => ask(`/projects?project_name=${encodeURIComponent(name)}`, z.unknown(), 'HEAD'),
  };
}
