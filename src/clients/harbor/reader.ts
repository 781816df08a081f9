/** Reads Harbor's API, whichever version answers. The version is found out once. */
import { z } from 'zod';
import { askHarbor, type HarborAnswer, type HarborDoor } from '../../engine/harbor/answers.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Words } from '../../engine/words.ts';
import { mapFound } from './asking.ts';
import { callsOfV1 } from './v1.ts';
import { callsOfV2, type HarborCalls } from './v2.ts';

type Version = 'v2.0' | 'v1';

const words: Words<{ readonly noHarbor: (origin: string, says: string) => string }> = {
  en: { noHarbor: (origin, says) => `no API of Harbor answers at ${origin} (${says})` },
};

const Told = z.object({ version: z.string() });
const Pong = z.literal('Pong');

/** A reader over one door. Makes no connection before it is asked. */
export function createHarborReader(door: HarborDoor): HarborReader {
  const calls: Readonly<Record<Version, HarborCalls>> = { 'v2.0': callsOfV2(door), v1: callsOfV1(door) };
  let known: Promise<HarborAnswer<Version>> | null = null;
  const api = (): Promise<HarborAnswer<Version>> => {
    known ??= findVersion(door);
    const mine = known;
    // Only an answer lasts: the next question after a fault of the network asks anew.
    void mine.then((answer) => {
      if (answer.ended !== 'found' && known === mine) known = null;
    });
    return mine;
  };
  const via =
    <A extends readonly unknown[], T>(
      pick: (one: HarborCalls) => (...given: A) => Promise<HarborAnswer<T>>,
    ) =>
    async (...given: A): Promise<HarborAnswer<T>> => {
      const version = await api();
      return version.ended === 'found' ? pick(calls[version.value])(...given) : version;
    };
  return {
    origin: door.origin,
    identity: door.login ? 'login' : 'anonymous',
    api,
    ping: via((one) => one.ping),
    health: via((one) => one.health),
    info: via((one) => one.info),
    volumes: via((one) => one.volumes),
    account: via((one) => one.account),
    robots: via((one) => one.robots),
    audit: via((one) => one.audit),
    configuration: via((one) => one.configuration),
    pools: via((one) => one.pools),
    workers: via((one) => one.workers),
    queues: via((one) => one.queues),
    jobLog: via((one) => one.jobLog),
    schedules: via((one) => one.schedules),
    schedulerPaused: via((one) => one.schedulerPaused),
    collections: via((one) => one.collections),
    collectionLog: via((one) => one.collectionLog),
    collectionSchedule: via((one) => one.collectionSchedule),
    scanAll: via((one) => one.scanAll),
    projects: via((one) => one.projects),
    project: via((one) => one.project),
    projectExists: via((one) => one.projectExists),
    quotas: via((one) => one.quotas),
    projectQuota: via((one) => one.projectQuota),
    repositories: via((one) => one.repositories),
    artifacts: via((one) => one.artifacts),
    artifact: via((one) => one.artifact),
    policies: via((one) => one.policies),
    policyRecord: via((one) => one.policyRecord),
    endpoints: via((one) => one.endpoints),
    pingEndpoint: via((one) => one.pingEndpoint),
    executions: via((one) => one.executions),
    execution: via((one) => one.execution),
    tasks: via((one) => one.tasks),
    taskLog: via((one) => one.taskLog),
  };
}

/**
 * `/api/version` exists since 2.0; before, `/api/ping` answers. Both need no login. When the former fails,
 * the ping of 2.x tells, which needs neither database nor redis.
 */
async function findVersion(door: HarborDoor): Promise<HarborAnswer<Version>> {
  const told = await askHarbor(door, '/api/version', { schema: Told });
  if (told.ended === 'found' && told.value.version.startsWith('v2')) return { ...told, value: 'v2.0' };
  if (told.ended === 'failed') {
    const ping = await askHarbor(door, '/api/v2.0/ping', { schema: Pong });
    return ping.ended === 'found' ? mapFound(ping, () => 'v2.0') : told;
  }
  if (told.ended !== 'absent' && told.ended !== 'found' && told.ended !== 'strange') return told;
  const ping = await askHarbor(door, '/api/ping', { schema: Pong });
  if (ping.ended === 'found') return { ...ping, value: 'v1' };
  if (ping.ended === 'unreachable') return ping;
  const says = told.ended === 'found' ? told.value.version : told.says;
  return { ended: 'strange', says: words.en.noHarbor(door.origin, says), requestId: told.requestId };
}
