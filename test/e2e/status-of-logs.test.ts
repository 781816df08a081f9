/** Components that crash with the lines of the guides in their logs, read from the cluster: status names each cause. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { StatusLine } from '../../src/engine/status.ts';
import { askStatus } from '../../src/jobs/status/ask-status.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import { defineSickComponents } from '../../src/sandbox/world/trouble.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';
import { allChecks } from '../checks/all-checks.ts';
import { type LogCase, logCases } from './log-cases.ts';

const CRASHING = {
  core: 'CrashLoopBackOff',
  jobservice: 'CrashLoopBackOff',
  registry: 'CrashLoopBackOff',
  trivy: 'CrashLoopBackOff',
} as const;
/** Too short for a second look at the queues, which a status of a sick job service takes. */
const TIME_BOX_MS = 2_500;
let world: World;
let surroundings: Surroundings;
const said = new Map<string, string>();
const sick = defineSickComponents({
  id: 'all-crash',
  title: 'Four components crash, each with a line of its own',
  cause: 'component-not-ready',
  pods: CRASHING,
  logs: () => [...said].map(([component, line]) => ({ component, lines: line.split('\n') })),
});

async function lines(): Promise<readonly StatusLine[]> {
  // This is about logs: fixes look at the job queues twice, three seconds apart.
  const quick = { ...surroundings, remediations: [], timeBoxMs: TIME_BOX_MS };
  const { registries } = await askStatus({ kind: 'status', registry: 'harbor' }, quick);
  return registries.flatMap(({ troubles, notes }) => [...troubles, ...notes]);
}

beforeAll(async () => {
  world = await startWorld({ faults: [] });
  surroundings = await createSurroundings(loadConfig(world.files.env));
  sick.strike(world);
  await vi.waitFor(
    async () => {
      const ailing = (await lines()).filter(({ says }) => says.includes('CrashLoopBackOff'));
      expect(ailing.length).toBeGreaterThanOrEqual(Object.keys(CRASHING).length);
    },
    { timeout: 90_000, interval: 500 },
  );
});
afterAll(async () => {
  await surroundings?.network.close();
  await world?.stop();
});

function says({ component, line }: LogCase): void {
  said.clear();
  said.set(component, line);
  sick.strike(world);
}

/** On a busy machine the first look may see too little within its time. */
async function tell(holds: (told: readonly StatusLine[]) => void): Promise<void> {
  await vi.waitFor(async () => holds(await lines()), { timeout: 90_000, interval: 50 });
}

describe('the log of a component that crashes', () => {
  test.each(logCases(allChecks))('$component: $cause', async (one) => {
    says(one);
    await tell((told) => expect(told.flatMap(({ cause }) => cause ?? [])).toContain(one.cause));
  });

  test.each([
    '[ERROR] [/common/config/config.go:70]: failed to get key admiral_url, error: the configure value is not set',
    '[ERROR] [/core/api/base.go:93]: GET /api/users/current failed with error: {"code":401,"message":"UnAuthorize"}',
    'time="2026-11-21T06:00:00Z" level=info msg="error authorizing context: authorization token required" go.version=go1.23',
  ])('noise is named as noise: %s', async (line) => {
    says({ cause: '', component: 'core', line });
    await tell((told) => {
      expect(told.flatMap(({ cause }) => cause ?? [])).toContain('log-noise');
      expect(told.find(({ cause }) => cause === 'log-noise')?.health).toBe('healthy');
    });
  });

  test('near miss: a line that complains of nothing names no cause of a log', async () => {
    says({ cause: '', component: 'core', line: '2026-11-21T06:00:00Z [INFO] [/core/main.go:1]: started' });
    // That they crash, and that no worker of a job service that crashes is alive, is so.
    await tell((told) =>
      expect([...new Set(told.flatMap(({ cause }) => cause ?? []))].toSorted()).toEqual([
        'component-not-ready',
        'no-worker-heartbeat',
      ]),
    );
  });
});
