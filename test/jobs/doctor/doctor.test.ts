import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderDoctor, runDoctor } from '../../../src/jobs/doctor/doctor.ts';
import { examineRegistries } from '../../../src/jobs/doctor/registries.ts';
import { reportOf } from '../../../src/jobs/doctor/report.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { startApiServer, writeKubeconfig } from '../../clients/kubernetes/api-server.ts';

const folder = await mkdtemp(join(tmpdir(), 'doctor-'));

test('a wrong configuration is all that can be said', async () => {
  const report = await runDoctor({ PORT: 'http', LOG_LEVEL: 'loud' });
  expect(report).toMatchObject({ exitCode: 2, lines: { length: 3 } });
  expect(report.lines.map((line) => line.state)).toEqual(['wrong', 'wrong', 'could-not-look']);
});

test('a terminal-only machine with a cluster it may read: nothing is wrong', async () => {
  const server = await startApiServer();
  server.handle(() => ({ status: 201, json: { status: { allowed: true } } }));
  try {
    const report = await runDoctor({ KUBECONFIG: await writeKubeconfig('prod', server) });
    expect(report.exitCode).toBe(0);
    expect(report.lines.map(({ area, state }) => [area, state])).toEqual([
      ['configuration', 'ok'],
      ['slack', 'note'],
      ['redis', 'note'],
      ['cluster prod', 'ok'],
      ['registries', 'note'],
    ]);
  } finally {
    await server.stop();
  }
});

test('a kubeconfig at fault is a fault of the configuration', async () => {
  const report = await runDoctor({ KUBECONFIG: '/nowhere/config' });
  expect(report.exitCode).toBe(2);
  expect(report.lines).toContainEqual(
    expect.objectContaining({
      area: 'configuration',
      says: expect.stringContaining('/nowhere/config cannot be read'),
    }),
  );
});

test('a registry that is away is wrong, with what to do', async () => {
  const port = await freePort();
  const file = join(folder, 'medic.yaml');
  await writeFile(
    file,
    `registries: [{ name: a, host: "127.0.0.1:${port}", plainHttp: true }]\nnetwork: { allowAddresses: [127.0.0.0/8] }`,
  );
  const kubeconfig = await writeKubeconfig('prod', { url: `https://127.0.0.1:${port}` });
  const report = await runDoctor({ REGISTRY_MEDIC_CONFIG: file, KUBECONFIG: kubeconfig });
  expect(report.exitCode).toBe(1);
  expect(report.lines).toContainEqual(
    expect.objectContaining({ area: 'registry a', state: 'wrong', mend: expect.stringContaining('port') }),
  );
  expect(report.lines).toContainEqual(
    expect.objectContaining({
      area: 'cluster prod',
      state: 'wrong',
      says: expect.stringContaining('refuses connections'),
    }),
  );
});

test('what status could not look at comes with how to open its eyes', () => {
  const [answers, blind] = examineRegistries([
    {
      name: 'harbor',
      host: 'harbor.acme.test',
      product: 'Harbor',
      version: '2.13.1',
      health: 'healthy',
      troubles: [],
      notes: [],
      couldNotLook: [{ probe: 'job queues', why: 'no login is configured for this registry' }],
    },
  ]);
  expect(answers).toMatchObject({ state: 'ok', says: 'Harbor 2.13.1 answers.' });
  expect(blind).toMatchObject({ state: 'could-not-look', mend: expect.stringContaining('`login:`') });
});

test('the text groups by area and counts what is to mend', () => {
  const report = reportOf(
    [
      { area: 'redis', state: 'ok', says: 'Redis answers.' },
      { area: 'redis', state: 'wrong', says: 'It evicts.', mend: 'set noeviction' },
      { area: 'cluster prod', state: 'could-not-look', says: 'No way.' },
    ],
    new Date('2026-11-20T10:00:00Z'),
  );
  expect(report.exitCode).toBe(1);
  expect(renderDoctor(report).split('\n')).toEqual([
    'redis',
    '  ok             Redis answers.',
    '  WRONG          It evicts.',
    '                 to mend it: set noeviction',
    '',
    'cluster prod',
    '  could not look No way.',
    '',
    '1 to mend; 1 could not be looked at.',
  ]);
});
