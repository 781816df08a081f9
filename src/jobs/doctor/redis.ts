/** Redis: there, new enough, and never forgetting a job for want of memory. */
import { addressOf, connectRedis } from '../../clients/redis.ts';
import type { Words } from '../../engine/words.ts';
import { type DoctorLine, lineOf } from './report.ts';

const AREA = 'redis';
/** BullMQ asks for 6.2. */
const NEEDED = [6, 2] as const;
const WAIT_MS = 3_000;

const words: Words<{
  readonly none: string;
  readonly away: (says: string) => string;
  readonly mendAway: string;
  readonly ok: (address: string, version: string) => string;
  readonly old: (version: string) => string;
  readonly mendOld: string;
  readonly evicts: (policy: string) => string;
  readonly mendEvicts: string;
  readonly policyOk: string;
  readonly noPolicy: string;
}> = {
  en: {
    none: 'REDIS_URL is not set: the terminal works without it, the bot does not start.',
    away: (says) => `${says}.`,
    mendAway: 'start Redis there, or set REDIS_URL to where it is (with its password)',
    ok: (address, version) => `Redis ${version} answers at ${address}.`,
    old: (version) => `Redis ${version} is too old.`,
    mendOld: 'update to 6.2 or later',
    evicts: (policy) => `maxmemory-policy is \`${policy}\`, so Redis drops jobs when its memory is full.`,
    mendEvicts: '`redis-cli config set maxmemory-policy noeviction`, and the same in its configuration',
    policyOk: 'maxmemory-policy is `noeviction`.',
    noPolicy: 'Redis does not tell its maxmemory-policy; it must be `noeviction`.',
  },
};

export async function examineRedis(url: string | undefined): Promise<readonly DoctorLine[]> {
  if (!url) return [lineOf(AREA, 'note', words.en.none)];
  try {
    const redis = await connectRedis(url, 'requests', () => {}, WAIT_MS);
    try {
      return judge(await redis.info(), addressOf(url));
    } finally {
      redis.disconnect();
    }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return [lineOf(AREA, 'wrong', words.en.away(says), words.en.mendAway)];
  }
}

/** From the text of INFO. Pure. */
export function judge(info: string, address: string): readonly DoctorLine[] {
  const version = field(info, 'redis_version') ?? '?';
  const policy = field(info, 'maxmemory_policy');
  return [
    isOld(version)
      ? lineOf(AREA, 'wrong', words.en.old(version), words.en.mendOld)
      : lineOf(AREA, 'ok', words.en.ok(address, version)),
    policy === null
      ? lineOf(AREA, 'could-not-look', words.en.noPolicy)
      : policy === 'noeviction'
        ? lineOf(AREA, 'ok', words.en.policyOk)
        : lineOf(AREA, 'wrong', words.en.evicts(policy), words.en.mendEvicts),
  ];
}

function field(info: string, name: string): string | null {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);
}
