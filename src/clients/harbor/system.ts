/** What Harbor tells of itself as a whole; the same paths in both versions of its API. */
import { z } from 'zod';
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { HarborAccount, HarborInfo } from '../../engine/harbor/records.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { type HarborAsking, mapFound } from './asking.ts';

/** Every checker of a component may take a minute (health/controller.go). */
const HEALTH_MS = 65_000;

const Health = z
  .object({
    components: z
      .array(z.object({ name: z.string(), status: z.string(), error: z.string().nullish() }))
      .nullable(),
    status: z.string(),
  })
  .transform(({ components }) =>
    (components ?? []).map(({ name, status, error }) => ({
      name,
      healthy: status === 'healthy',
      error: error ? withoutLogins(error) : null,
    })),
  );

/** Without a login Harbor leaves most of it out. */
const Info = z
  .object({
    harbor_version: z.string().nullish(),
    external_url: z.string().nullish(),
    read_only: z.boolean().nullish(),
    auth_mode: z.string().nullish(),
    registry_storage_provider_name: z.string().nullish(),
    banner_message: z.string().nullish(),
  })
  .transform(
    (info): HarborInfo => ({
      // `v2.13.1-1fe24a3b`: the build is of no interest here.
      version: info.harbor_version?.replace(/^v/, '').replace(/-[0-9a-f]{6,}$/, '') || null,
      externalUrl: info.external_url || null,
      readOnly: info.read_only ?? null,
      authMode: info.auth_mode || null,
      storage: info.registry_storage_provider_name || null,
      banner: bannerOf(info.banner_message ?? ''),
    }),
  );

const Disk = z.object({ total: z.number().default(0), free: z.number().default(0) });
/** 1.x has one volume, 2.x a list of them. */
const Volumes = z
  .object({ storage: z.union([z.array(Disk), Disk.transform((disk) => [disk])]).nullish() })
  .transform(({ storage }) => storage ?? []);

const SECRET = /password|secret|private_key|access_key/i;
const Configuration = z
  .record(z.string(), z.unknown())
  .transform((settings) =>
    Object.fromEntries(Object.entries(settings).flatMap(([name, given]) => settingOf(name, given))),
  );

const User = z.object({
  username: z.string(),
  sysadmin_flag: z.boolean().nullish(),
  has_admin_role: z.boolean().nullish(),
});

type SystemCalls = Pick<HarborReader, 'ping' | 'health' | 'info' | 'volumes' | 'configuration' | 'account'>;

export function systemCalls(asking: HarborAsking): SystemCalls {
  const { door } = asking;
  return {
    ping: () => asking.one('/ping', z.literal('Pong')),
    health: () => asking.one('/health', Health, { timeoutMs: door.healthMs ?? door.timeoutMs ?? HEALTH_MS }),
    info: () => asking.one('/systeminfo', Info),
    volumes: () => asking.one('/systeminfo/volumes', Volumes),
    configuration: () => asking.one('/configurations', Configuration),
    account: async () => accountOf(await asking.one('/users/current', User)),
  };
}

/** A robot that is logged in has no user: Harbor answers 412, which proves its login. */
function accountOf(answer: HarborAnswer<z.infer<typeof User>>): HarborAnswer<HarborAccount> {
  if (answer.ended === 'failed' && answer.status === 412)
    return { ended: 'found', value: { kind: 'robot', name: null }, requestId: answer.requestId };
  return mapFound(answer, (user) => ({
    kind: user.sysadmin_flag || user.has_admin_role ? 'admin' : 'user',
    name: user.username,
  }));
}

function settingOf(name: string, given: unknown): readonly (readonly [string, string])[] {
  if (SECRET.test(name)) return [];
  const { data } = z.object({ value: z.unknown() }).safeParse(given);
  const value = data?.value ?? '';
  return [[name, withoutLogins(typeof value === 'string' ? value : JSON.stringify(value))]];
}

/** Since 2.9 the banner is JSON in a text. */
function bannerOf(text: string): string | null {
  try {
    const parsed = z.object({ message: z.string() }).safeParse(JSON.parse(text));
    return (parsed.success ? parsed.data.message : text) || null;
  } catch {
    return text || null;
  }
}
