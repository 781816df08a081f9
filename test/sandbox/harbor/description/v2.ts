/** The parts of Harbor's API 2.0 that are used, described by us from its published facts. Unknown fields are refused. */
import { z } from 'zod';

const time = z.iso.datetime();
const count = z.int().min(0);
const id = z.int().min(1);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const storage = z.strictObject({ storage: z.int().min(-1) });
const cron = z.string().regex(/^(\S+ ){5}\S+$/);

const JOB_TYPES = [
  'REPLICATION',
  'IMAGE_SCAN',
  'SCAN_ALL',
  'SBOM',
  'GARBAGE_COLLECTION',
  'RETENTION',
  'WEBHOOK',
  'SLACK',
  'P2P_PREHEAT',
  'PURGE_AUDIT_LOG',
  'SCAN_DATA_EXPORT',
  'SYSTEM_ARTIFACT_CLEANUP',
  'EXECUTION_SWEEP',
  'AUDIT_LOGS_GDPR_COMPLIANT',
  'SCHEDULER',
] as const;

export const health = z.strictObject({
  status: z.enum(['healthy', 'unhealthy']),
  components: z.array(
    z.strictObject({
      name: z.enum(['core', 'portal', 'jobservice', 'registry', 'registryctl', 'database', 'redis', 'trivy']),
      status: z.enum(['healthy', 'unhealthy']),
      error: z.string().optional(),
    }),
  ),
});

const openInfo = {
  auth_mode: z.enum(['db_auth', 'ldap_auth', 'oidc_auth', 'uaa_auth', 'http_auth']),
  primary_auth_mode: z.boolean(),
  self_registration: z.boolean(),
  banner_message: z.string(),
};
export const infoToNobody = z.strictObject(openInfo);
export const info = z.strictObject({
  ...openInfo,
  harbor_version: z.string().regex(/^v\d+\.\d+\.\d+-[0-9a-f]{8}$/),
  external_url: z.url(),
  registry_url: z.string(),
  read_only: z.boolean(),
  registry_storage_provider_name: z.string(),
  has_ca_root: z.boolean(),
  project_creation_restriction: z.enum(['everyone', 'adminonly']),
  notification_enable: z.boolean(),
  current_time: time,
});

const endpoint = z.strictObject({
  id,
  name: z.string(),
  type: z.string(),
  url: z.url(),
  insecure: z.boolean(),
  credential: z.strictObject({
    access_key: z.string(),
    access_secret: z.literal('*****'),
    type: z.literal('basic'),
  }),
  status: z.enum(['healthy', 'unhealthy']),
  creation_time: time,
  update_time: time,
});
const here = z.strictObject({
  id: z.literal(0),
  name: z.literal('Local'),
  type: z.literal('harbor'),
  url: z.url(),
  insecure: z.boolean(),
  status: z.string(),
});

const policy = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  src_registry: z.union([endpoint, here]),
  dest_registry: z.union([endpoint, here]),
  dest_namespace: z.string(),
  dest_namespace_replace_count: z.int(),
  trigger: z.strictObject({
    type: z.enum(['manual', 'scheduled', 'event_based']),
    trigger_settings: z.strictObject({ cron: z.union([cron, z.literal('')]) }),
  }),
  filters: z.array(z.strictObject({ type: z.enum(['name', 'tag', 'label', 'resource']), value: z.string() })),
  replicate_deletion: z.boolean(),
  override: z.boolean(),
  enabled: z.boolean(),
  speed: z.int(),
  copy_by_chunk: z.boolean(),
  single_active_replication: z.boolean(),
  creation_time: time,
  update_time: time,
});

const execution = z
  .strictObject({
    id,
    policy_id: id,
    status: z.enum(['InProgress', 'Succeed', 'Stopped', 'Failed']),
    status_text: z.string(),
    trigger: z.enum(['manual', 'scheduled', 'event_based']),
    total: count,
    succeed: count,
    failed: count,
    in_progress: count,
    stopped: count,
    start_time: time,
    end_time: time,
  })
  .refine((one) => one.total === one.succeed + one.failed + one.in_progress + one.stopped);

const task = z.strictObject({
  id,
  execution_id: id,
  status: z.enum(['Pending', 'InProgress', 'Succeed', 'Failed', 'Stopped']),
  job_id: z.string().regex(/^[0-9a-f]{24}$/),
  operation: z.enum(['copy', 'delete']),
  resource_type: z.enum(['image', 'artifact', 'chart']),
  src_resource: z.string(),
  dst_resource: z.string(),
  start_time: time,
  end_time: time,
});

const collection = z.strictObject({
  id,
  job_name: z.literal('GARBAGE_COLLECTION'),
  job_kind: z.enum(['MANUAL', 'SCHEDULE']),
  job_parameters: z.string().refine((text) => typeof JSON.parse(text).dry_run === 'boolean'),
  job_status: z.enum(['Pending', 'Running', 'Success', 'Error', 'Stopped']),
  deleted: z.boolean(),
  creation_time: time,
  update_time: time,
});

const project = z.strictObject({
  project_id: id,
  name: z.string(),
  owner_name: z.string(),
  registry_id: id.optional(),
  creation_time: time,
  update_time: time,
  deleted: z.boolean(),
  repo_count: count,
  metadata: z.object({ public: z.enum(['true', 'false']) }).catchall(z.string()),
});
const quota = z.strictObject({
  id,
  ref: z.strictObject({ id, name: z.string(), owner_name: z.string() }),
  hard: storage,
  used: storage,
});
const repository = z.strictObject({
  id,
  project_id: id,
  name: z.string().includes('/'),
  artifact_count: count,
  pull_count: count,
  creation_time: time,
  update_time: time,
});
const artifact = z.strictObject({
  id,
  type: z.enum(['IMAGE', 'CHART']),
  manifest_media_type: z.string(),
  project_id: id,
  repository_name: z.string(),
  digest,
  size: count,
  push_time: time,
  pull_time: time,
  tags: z.array(z.strictObject({ name: z.string(), push_time: time, immutable: z.boolean().optional() })),
  references: z.array(z.strictObject({ child_digest: digest, platform: z.object({}).loose() })).nullable(),
});

const robot = z.strictObject({
  id,
  name: z.string().startsWith('robot$'),
  description: z.string().optional(),
  level: z.enum(['system', 'project']),
  project_id: id.optional(),
  disable: z.boolean(),
  expires_at: z.int().min(-1),
  duration: z.int(),
  creation_time: time,
  permissions: z.array(
    z.strictObject({
      kind: z.enum(['system', 'project']),
      namespace: z.string(),
      access: z.array(z.strictObject({ resource: z.string(), action: z.string() })),
    }),
  ),
});

/** Path below `/api/v2.0` → what a 200 holds. A list is described by its record. */
export const LISTS: Readonly<Record<string, z.ZodType>> = {
  '/projects': project,
  '/quotas': quota,
  '/projects/shop/repositories': repository,
  '/projects/shop/repositories/cart/artifacts?with_immutable_status=true': artifact,
  '/projects/shop/repositories/teams%252Fapi/artifacts': artifact,
  '/projects/shop/repositories/legacy/artifacts': artifact,
  '/projects/shop/members': z.strictObject({
    id,
    project_id: id,
    entity_id: id,
    entity_name: z.string(),
    entity_type: z.enum(['u', 'g']),
    role_id: z.int().min(1).max(5),
    role_name: z.string(),
  }),
  '/robots': robot,
  '/robots?q=Level%3Dproject%2CProjectID%3D1': robot,
  '/registries': endpoint,
  '/replication/policies': policy,
  '/replication/executions?sort=-start_time': execution,
  '/replication/executions/101/tasks': task,
  '/system/gc': collection,
  '/schedules': z.strictObject({
    id,
    vendor_type: z.enum(JOB_TYPES),
    vendor_id: z.int(),
    cron,
    creation_time: time,
  }),
  '/audit-logs': z.strictObject({
    id,
    username: z.string(),
    resource: z.string(),
    resource_type: z.string(),
    operation: z.string(),
    op_time: time,
  }),
};

export const RECORDS: Readonly<Record<string, z.ZodType>> = {
  '/health': health,
  '/systeminfo': info,
  '/systeminfo/volumes': z.strictObject({ storage: z.array(z.strictObject({ total: count, free: count })) }),
  '/configurations': z.record(
    z.string(),
    z.strictObject({ value: z.union([z.string(), z.int(), z.boolean()]), editable: z.boolean() }),
  ),
  '/users/current': z.strictObject({
    user_id: id,
    username: z.string(),
    sysadmin_flag: z.boolean(),
    admin_role_in_auth: z.boolean(),
  }),
  '/projects/shop': project,
  '/projects/shop/summary': z.strictObject({
    repo_count: count,
    project_admin_count: count,
    quota: z.strictObject({ hard: storage, used: storage }),
  }),
  '/projects/shop/repositories/cart/artifacts/1.8.1': artifact,
  '/replication/policies/1': policy,
  '/replication/executions/101': execution,
  '/registries/1': endpoint,
  '/system/gc/30': collection,
  '/system/gc/schedule': z.strictObject({
    job_name: z.literal('GARBAGE_COLLECTION'),
    schedule: z.strictObject({ type: z.enum(['Hourly', 'Daily', 'Weekly', 'Custom']), cron }),
  }),
  '/schedules/all/paused': z.strictObject({ paused: z.boolean() }),
  '/scans/all/metrics': z.strictObject({
    total: count,
    completed: count,
    metrics: z.record(z.string(), count),
    ongoing: z.boolean(),
    trigger: z.enum(['Manual', 'Schedule']),
  }),
  '/jobservice/pools': z.array(
    z.strictObject({
      worker_pool_id: z.string(),
      pid: z.int(),
      start_at: time,
      heartbeat_at: time,
      concurrency: id,
    }),
  ),
  '/jobservice/pools/all/workers': z.array(
    z.union([
      z.strictObject({ id: z.string(), pool_id: z.string() }),
      z.strictObject({
        id: z.string(),
        pool_id: z.string(),
        job_name: z.enum(JOB_TYPES),
        job_id: z.string(),
        start_at: time,
        checkin_at: time.optional(),
      }),
    ]),
  ),
  '/jobservice/queues': z
    .array(z.strictObject({ job_type: z.enum(JOB_TYPES), count, latency: count, paused: z.boolean() }))
    .length(JOB_TYPES.length),
};

export const envelope = z.strictObject({
  errors: z
    .array(
      z.strictObject({
        code: z.enum([
          'BAD_REQUEST',
          'UNAUTHORIZED',
          'FORBIDDEN',
          'DENIED',
          'NOT_FOUND',
          'METHOD_NOT_ALLOWED',
          'CONFLICT',
          'PRECONDITION',
          'UNPROCESSABLE_ENTITY',
          'UNKNOWN',
        ]),
        message: z.string().min(1),
      }),
    )
    .length(1),
});
