/** The compose file is one that Docker Compose takes, tells our process only what it reads, and gives it little. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Environment, loadConfig } from '../../src/config.ts';
import { describeWithGo } from './tool/go.ts';
import { askTool, type Provided, provideTool } from './tool/provide.ts';

const file = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const compose = parse(file('deploy/compose.yaml'));
const { 'registry-medic': medic, redis } = compose.services;

describeWithGo('the compose file', () => {
  let provided: Provided;
  beforeAll(async () => {
    provided = await provideTool();
  }, 900_000);

  test('fits the Compose specification, which refuses what it does not know', async () => {
    const fault = async (value: unknown): Promise<string> => {
      const request = {
        bundles: provided.bundles,
        documents: [{ bundle: 'compose', definition: 'project', value }],
      };
      return (await askTool<{ faults: readonly [string] }>(provided, request)).faults[0];
    };
    expect(await fault(compose)).toBe('');
    expect(await fault({ ...compose, services: { a: { imag: 'x' } } })).toContain("at '/services/a/imag'");
  });
});

test('what it sets is read, and accepted', () => {
  const known = Object.keys(Environment.shape);
  expect(Object.keys(medic.environment).filter((name) => !known.includes(name))).toEqual([]);
  const { REGISTRY_MEDIC_CONFIG: path, ...rest } = medic.environment;
  const example = fileURLToPath(new URL('../../deploy/registry-medic.example.yaml', import.meta.url));
  const { env } = loadConfig({ ...rest, REGISTRY_MEDIC_CONFIG: example });
  expect(env).toMatchObject({ REGISTRY_MEDIC_ROLE: 'all', REDIS_URL: 'redis://redis:6379' });
  const mounted = medic.volumes.map((one: string) => one.split(':').at(-2));
  expect(mounted).toEqual([path, medic.environment.KUBECONFIG]);
});

test('what it exposes is what the process opens, to this machine alone', () => {
  expect(medic.ports).toEqual([`127.0.0.1:${medic.environment.PORT}:3000`, '127.0.0.1:3001:3001']);
  expect(medic.healthcheck.test.at(-1)).toContain(`:${medic.environment.PORT}/readyz`);
  expect(redis).not.toHaveProperty('ports');
});

test('both services are locked down, and Redis keeps what it is told', () => {
  for (const service of [medic, redis]) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.any(String),
    });
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service).not.toHaveProperty('privileged');
  }
  expect(redis.command.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction');
  expect(compose.networks.redis.internal).toBe(true);
});
