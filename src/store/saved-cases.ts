/** Cases by the request that looked at them, packed, for a day: long enough for somebody to say that they were judged wrong. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import type { CaseShelf, SavedCase } from '../engine/saved-case.ts';
import { currentRequest } from '../log.ts';
import { FORMAT, refuseNewer } from './format.ts';
import { CASES_S, keysOf } from './keys.ts';
import { PullRecord } from './pull-record.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Larger ones are not kept: a verdict is worth more than its replay. */
const MOST_BYTES = 256 * 1024;

export const SavedCaseRecord: z.ZodType<SavedCase> = z.object({
  pull: PullRecord,
  // Facts are as many shapes as there are probes; the checks that read them know theirs.
  answers: z.array(z.tuple([z.string(), z.any()])).readonly(),
  said: z
    .array(z.object({ source: z.string(), says: z.string(), at: z.string().exactOptional() }))
    .readonly(),
  failing: z.boolean(),
  node: z.string().nullable(),
  elsewhere: z.array(z.string()).readonly(),
});

/** Looks of one request that are kept: one alert may lead to a look at many roots. */
const MOST_LOOKS = 30;

export interface SavedCases extends CaseShelf {
  /** The latest of each container. */
  read(requestId: string): Promise<readonly SavedCase[]>;
}

export function savedCases(redis: RedisConnection): SavedCases {
  const keys = keysOf(redis);
  return {
    async keep(cases) {
      const requestId = currentRequest();
      if (requestId === undefined || cases.length === 0) return;
      const packed = await pack(JSON.stringify(cases.map((one) => ({ version: FORMAT, ...one }))));
      if (packed.byteLength > MOST_BYTES) return;
      const key = keys.cases(requestId);
      await redis.multi().rpush(key, packed).ltrim(key, -MOST_LOOKS, -1).expire(key, CASES_S).exec();
    },
    async read(requestId) {
      const looks = await redis.lrangeBuffer(keys.cases(requestId), 0, -1);
      const read = await Promise.all(looks.map(async (packed) => (await unpack(packed)).toString('utf8')));
      const cases = read.flatMap((json) => casesIn(keys.cases(requestId), json));
      return [...new Map(cases.map((one) => [pullKey(one), one])).values()];
    },
  };
}

function casesIn(key: string, json: string): readonly SavedCase[] {
  const all = z.array(z.unknown()).parse(JSON.parse(json));
  for (const one of all) refuseNewer(key, one);
  return z.array(SavedCaseRecord).parse(all);
}

function pullKey({ pull: { cluster, namespace, pod, container, image } }: SavedCase): string {
  return JSON.stringify([cluster, namespace, pod, container, image]);
}
