/** The parts of Harbor's API 1.8 to 1.10 that are used, described by us from its published facts. */
import { z } from 'zod';

const time = z.iso.datetime();
const count = z.int().min(0);
const id = z.int().min(1);
const storage = z.object({ storage: z.int().min(-1) });

const execution = z.object({
  id,
  policy_id: id,
  status: z.enum(['InProgress', 'Succeed', 'Stopped', 'Failed']),
  trigger: z.enum(['manual', 'scheduled', 'event_based']),
  total: count,
  succeed: count,
  failed: count,
  in_progress: count,
  stopped: count,
  start_time: time,
});
const tag = z.object({
  name: z.string(),
  digest: z.string(),
  size: count,
  architecture: z.string(),
  os: z.string(),
  created: time,
});

/** Path below `/api` → since which version, and what a 200 holds. */
export const OLD: Readonly<Record<string, readonly [since: string, schema: z.ZodType]>> = {
  '/health': [
    '1.8',
    z.object({ status: z.enum(['healthy', 'unhealthy']), components: z.array(z.object({})) }),
  ],
  '/systeminfo': [
    '1.8',
    z.object({ harbor_version: z.string().regex(/^v1\.\d+\.\d+$/), read_only: z.boolean() }),
  ],
  '/systeminfo/volumes': ['1.8', z.object({ storage: z.object({ total: count, free: count }) })],
  '/configurations': ['1.8', z.record(z.string(), z.object({ editable: z.boolean() }))],
  '/users/current': ['1.8', z.object({ user_id: id, username: z.string() })],
  '/projects': ['1.8', z.array(z.object({ project_id: id, name: z.string(), repo_count: count }))],
  '/projects/1': ['1.8', z.object({ project_id: z.literal(1), name: z.string() })],
  '/projects/1/summary': ['1.9', z.object({ quota: z.object({ hard: storage, used: storage }) })],
  '/projects/1/robots': ['1.8', z.array(z.object({ id, name: z.string(), expires_at: z.int() }))],
  '/quotas': ['1.9', z.array(z.object({ id, hard: storage, used: storage }))],
  '/repositories?project_id=1': [
    '1.8',
    z.array(z.object({ name: z.string(), tags_count: count, pull_count: count })),
  ],
  '/repositories/shop/teams/api/tags': ['1.8', z.array(tag)],
  '/repositories/shop/cart/tags/1.8.1': ['1.8', tag],
  '/registries': ['1.8', z.array(z.object({ id, name: z.string(), type: z.string(), url: z.url() }))],
  '/replication/policies': [
    '1.8',
    z.array(
      z.object({ id, name: z.string(), enabled: z.boolean(), trigger: z.object({ type: z.string() }) }),
    ),
  ],
  '/replication/executions': ['1.8', z.array(execution)],
  '/replication/executions/101': ['1.8', execution],
  '/replication/executions/101/tasks': [
    '1.8',
    z.array(z.object({ id, execution_id: id, status: z.string(), job_id: z.string() })),
  ],
  '/system/gc': [
    '1.8',
    z.array(
      z.object({
        id,
        job_status: z.enum(['pending', 'running', 'finished', 'error', 'stopped']),
        creation_time: time,
      }),
    ),
  ],
  '/system/gc/schedule': ['1.8', z.object({ schedule: z.object({ type: z.string(), cron: z.string() }) })],
  '/scans/all/metrics': ['1.10', z.object({ total: count, completed: count })],
  '/logs': [
    '1.8',
    z.array(
      z.object({
        log_id: id,
        username: z.string(),
        repo_name: z.string(),
        operation: z.string(),
        op_time: time,
      }),
    ),
  ],
};

/** What 1.x does not have at all. */
export const NEVER_IN_1X = [
  '/jobservice/pools',
  '/jobservice/queues',
  '/schedules',
  '/robots',
  '/audit-logs',
  '/scans/schedule/metrics',
] as const;

export const oldError = z.strictObject({ code: z.int().min(400), message: z.string() });
