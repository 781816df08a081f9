/** Cargo in the sandbox's world: found by discovery, sick in three ways, each told with its cause, well once healed. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { findInstallations } from '../../src/jobs/installation/find-installations.ts';
import { askStatus } from '../../src/jobs/status/ask-status.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';

let world: World;
let surroundings: Surroundings;
beforeAll(async () => {
  world = await startWorld({ faults: [] });
  surroundings = await createSurroundings(loadConfig(world.files.env));
});
afterAll(async () => {
  await surroundings?.network.close();
  await world?.stop();
});

const NAME = 'default/cargo';
const POD = 'pipeline-0';

async function causes(): Promise<readonly string[]> {
  const { registries } = await askStatus({ kind: 'status', registry: NAME }, surroundings);
  return registries.flatMap(({ troubles }) => troubles.map(({ id, cause }) => cause ?? id));
}

async function whyPull(): Promise<Verdict> {
  const reply = await answerQuestion({ kind: 'pull', namespace: 'apps', what: POD }, surroundings);
  if (reply.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(reply)}`);
  return reply.verdict;
}

async function pulls(): Promise<void> {
  await vi.waitFor(
    () => expect(JSON.stringify(world.cluster.get('pods', 'apps', POD))).toContain('"running"'),
    90_000,
  );
}

test('its token service crashes: status tells it, and why the pipeline is refused; well once healed', async () => {
  world.strike('cargo-token-down');
  await vi.waitFor(async () => expect(await causes()).toContain('cargo-token-unreachable'), 90_000);
  await vi.waitFor(async () => {
    const { cause } = await whyPull();
    expect(cause).toMatchObject({ id: 'token-service-misconfigured', confidence: 'confirmed' });
    expect(cause?.summary).toContain('built-in token service');
    expect(cause?.summary).toContain('`ci`');
  }, 90_000);
  await world.heal('cargo-token-down');
  await vi.waitFor(async () => expect(await causes()).toEqual([]), 90_000);
  await pulls();
});

test('it is found by its pods, with nothing configured about it', async () => {
  const { found } = await findInstallations(surroundings, NAME);
  expect(found).toMatchObject([{ product: 'cargo', foundBy: 'discovery', place: { namespace: 'default' } }]);
});

test('another cluster’s token service is asked: only admin gets in, and this one’s log knows nothing', async () => {
  world.strike('cargo-token-elsewhere');
  await vi.waitFor(async () => {
    const { cause } = await whyPull();
    expect(cause?.summary).toContain('does not ask this cluster’s token service');
    expect(cause?.steps[0]).toContain('`127.0.0.1`');
  }, 90_000);
  await world.heal('cargo-token-elsewhere');
  await pulls();
});

test('its clients are sent to its old domain', async () => {
  world.strike('cargo-domain');
  await vi.waitFor(async () => {
    const { cause } = await whyPull();
    expect(cause).toMatchObject({ id: 'token-service-misconfigured', confidence: 'confirmed' });
    expect(cause?.summary).toContain('cargo-devops.acme.test');
    expect(cause?.steps.join('\n')).toContain('config/registry/config.yml');
  }, 90_000);
  await world.heal('cargo-domain');
  await pulls();
});
