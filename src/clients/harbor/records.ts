/** What we read of Harbor's answers (api/v2.0/swagger.yaml). Fields we do not use are dropped. */
import { z } from 'zod';

export const Ping = z.literal('Pong');

export const Health = z.object({
  status: z.string(),
  components: z.array(z.object({ name: z.string(), status: z.string(), error: z.string().optional() })),
});
export type Health = z.infer<typeof Health>;

/** Without a login Harbor leaves the version and the mode out. */
export const SystemInfo = z.object({
  harbor_version: z.string().optional(),
  external_url: z.string().optional(),
  read_only: z.boolean().nullish(),
  auth_mode: z.string().optional(),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const Pools = z
  .array(
    z.object({
      worker_pool_id: z.string(),
      start_at: z.string().nullish(),
      heartbeat_at: z.string().nullish(),
      concurrency: z.number().nullish(),
    }),
  )
  .nullable()
  .transform((pools) => pools ?? []);
export type Pools = z.infer<typeof Pools>;

export const Queues = z
  .array(
    z.object({
      job_type: z.string(),
      count: z.number().default(0),
      /** Seconds the oldest job waits. */
      latency: z.number().default(0),
      paused: z.boolean().default(false),
    }),
  )
  .nullable()
  .transform((queues) => queues ?? []);
export type Queues = z.infer<typeof Queues>;

/** `job_parameters` is JSON in a string, with `freed_space` once the job has checked in. */
const parameters = z
  .string()
  .nullish()
  .transform((text) => {
    try {
      return z.object({ freed_space: z.number().optional() }).parse(JSON.parse(text ?? '{}'));
    } catch {
      return {};
    }
  });

export const Collections = z.array(
  z.object({
    id: z.number(),
    job_status: z.string(),
    creation_time: z.string(),
    update_time: z.string().nullish(),
    job_parameters: parameters,
  }),
);
export type Collections = z.infer<typeof Collections>;

export const Executions = z.array(
  z.object({
    id: z.number(),
    policy_id: z.number(),
    status: z.string(),
    status_text: z.string().nullish(),
    start_time: z.string(),
  }),
);
export type Executions = z.infer<typeof Executions>;
