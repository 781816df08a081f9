import { expect, test } from 'vitest';
import { createHarborReader } from '../../../src/clients/harbor/reader.ts';
import type { HarborReader } from '../../../src/engine/harbor/reader.ts';
import type { HttpEnding } from '../../../src/engine/registry.ts';

/** Every call that takes an answer of the API, with plausible arguments. */
const ASKED: Readonly<Record<string, (reader: HarborReader) => Promise<{ readonly ended: string }>>> = {
  ping: (reader) => reader.ping(),
  health: (reader) => reader.health(),
  info: (reader) => reader.info(),
  volumes: (reader) => reader.volumes(),
  account: (reader) => reader.account(),
  robots: (reader) => reader.robots(),
  audit: (reader) => reader.audit({}),
  configuration: (reader) => reader.configuration(),
  pools: (reader) => reader.pools(),
  workers: (reader) => reader.workers(),
  queues: (reader) => reader.queues(),
  schedules: (reader) => reader.schedules(),
  schedulerPaused: (reader) => reader.schedulerPaused(),
  collections: (reader) => reader.collections(),
  collectionSchedule: (reader) => reader.collectionSchedule(),
  scanAll: (reader) => reader.scanAll(),
  projects: (reader) => reader.projects(),
  project: (reader) => reader.project('p'),
  quotas: (reader) => reader.quotas(),
  projectQuota: (reader) => reader.projectQuota('p'),
  repositories: (reader) => reader.repositories('p'),
  artifacts: (reader) => reader.artifacts('p', 'r'),
  artifact: (reader) => reader.artifact('p', 'r', 't'),
  policies: (reader) => reader.policies(),
  endpoints: (reader) => reader.endpoints(),
  executions: (reader) => reader.executions({}),
  execution: (reader) => reader.execution(1),
  tasks: (reader) => reader.tasks(1),
};

function saying(status: number, body: string, version: 'v2.0' | 'v1' = 'v2.0'): HarborReader {
  const answered = (of: number, text: string): HttpEnding => ({
    ended: 'answered',
    status: of,
    headers: {},
    body: text,
    truncated: false,
  });
  return createHarborReader({
    origin: 'https://harbor.acme.test',
    login: null,
    http: async ({ method, url }) => {
      if (url.endsWith('/api/version'))
        return version === 'v1' ? answered(404, '') : answered(200, '{"version":"v2.0"}');
      if (url.endsWith('/api/ping') && version === 'v1') return answered(200, 'Pong');
      return method === 'HEAD' ? answered(200, '') : answered(status, body);
    },
  });
}

const JUNK = ['<html>', '"text"', '{"a":1}', '[1]', '[{"id":"x"}]', '[null]', '{"components":{}}', '7', ''];
/** What junk may pass for: records whose fields may all be missing, an idle worker, a summary without a quota. */
const PASSES: Readonly<Record<string, string>> = {
  configuration: 'found',
  info: 'found',
  volumes: 'found',
  scanAll: 'found',
  collectionSchedule: 'found',
  schedulerPaused: 'found',
  workers: 'found',
  projectQuota: 'absent',
};

test.each(Object.entries(ASKED))('%s ends with what came, and never throws', async (name, call) => {
  // The ping of 1.x is what tells its version.
  const versions = name === 'ping' ? (['v2.0'] as const) : (['v2.0', 'v1'] as const);
  for (const version of versions) {
    const old = version === 'v1' && (await call(saying(500, '', version))).ended === 'absent';
    const ended = async (status: number, body = '{}') => (await call(saying(status, body, version))).ended;
    if (old) continue;
    expect([await ended(401), await ended(403), await ended(404)]).toEqual(['refused', 'refused', 'absent']);
    expect([await ended(500), await ended(502, '<html>')]).toEqual(['failed', 'failed']);
    for (const junk of JUNK) {
      const how = await ended(200, junk);
      expect([junk, ['strange', PASSES[name]].includes(how)]).toEqual([junk, true]);
    }
  }
});
