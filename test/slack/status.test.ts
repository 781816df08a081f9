import { expect, test } from 'vitest';
import type { Health, RegistryStatus, StatusReport } from '../../src/engine/status.ts';
import { statusMessage } from '../../src/slack/status.ts';
import { expectHarmless, expectWithinLimits, HOSTILE, NOW, readable } from './setup.ts';

const registry = (host: string, health: Health, more: Partial<RegistryStatus> = {}): RegistryStatus => ({
  name: host,
  host,
  product: 'Harbor',
  version: '2.13.1',
  health,
  troubles: [],
  notes: [],
  couldNotLook: [],
  ...more,
});
const report = (registries: readonly RegistryStatus[]): StatusReport => ({
  at: NOW,
  ms: 400,
  from: 'this machine',
  registries,
});

test('one glance, worst first, each state as a mark and as a word', () => {
  const message = statusMessage(
    report([
      registry('harbor-dr.acme.test', 'warning', {
        notes: [{ id: 'certificate', health: 'warning', says: 'certificate ends in 9 days' }],
      }),
      registry('registry.acme.test', 'healthy', { product: 'distribution', version: null }),
      registry('harbor.acme.test', 'degraded', {
        troubles: [
          {
            id: 'component-jobservice',
            health: 'down',
            says: 'jobservice is not answering',
            quote: 'unhealthy',
          },
        ],
        couldNotLook: [{ probe: 'pods', why: 'no cluster is configured for it' }],
      }),
    ]),
  );
  expect(message.text).toBe(
    '2 of 3 registries healthy. harbor.acme.test is degraded. harbor-dr.acme.test is healthy, with a warning.',
  );
  expect(readable(message)).toMatchInlineSnapshot(`
    "*2 of 3 registries healthy*
    ▲ \`harbor.acme.test\` (Harbor 2.13.1) *degraded*
      • jobservice is not answering: \`unhealthy\`
      _Could not look: pods (no cluster is configured for it)_
    △ \`harbor-dr.acme.test\` (Harbor 2.13.1) *healthy, with a warning*
      certificate ends in 9 days
    ● \`registry.acme.test\` (distribution) *healthy*
    Asked from this machine, <!date^1795226400^{date_short_pretty} {time}|2026-11-21 02:00 UTC>, in 0.4 s"
  `);
});

test('what a file tells is told as that: when it was taken, and that nobody was asked since', () => {
  const file = { name: 'harbor.tar.gz', takenAt: NOW };
  const told = readable(statusMessage({ ...report([registry('harbor.acme.test', 'down')]), file }));
  expect(told).toMatch(/As harbor\.tar\.gz tells, taken <!date\^\d+\^.*>; nothing was asked since/);
  expect(told).not.toMatch(/Asked from|this machine/);
  const untold = statusMessage({
    ...report([registry('harbor.acme.test', 'down')]),
    file: { ...file, takenAt: null },
  });
  expect(readable(untold)).toContain('which does not say when it was taken');
  const none = statusMessage({ ...report([]), file });
  expect(none.text).toBe('harbor.tar.gz tells of no registry: it holds neither its objects nor its logs.');
});

test.each<[Health, string]>([
  ['healthy', 'harbor.acme.test:8443 is healthy.'],
  ['down', 'harbor.acme.test:8443 is down.'],
])('one registry alone is named to who only hears the message: %s', (health, text) => {
  expect(statusMessage(report([registry('harbor.acme.test:8443', health)])).text).toBe(text);
});

test('no registry configured says where to list them', () => {
  expect(statusMessage(report([])).text).toContain('REGISTRY_MEDIC_CONFIG');
});

test('a hundred registries with hostile words fit and harm nobody', () => {
  const line = { id: 'x', health: 'down' as const, says: HOSTILE.repeat(50), quote: HOSTILE.repeat(50) };
  const many = Array.from({ length: 100 }, () =>
    registry(HOSTILE, 'down', {
      product: HOSTILE,
      version: HOSTILE,
      troubles: Array.from({ length: 30 }, () => line),
      couldNotLook: Array.from({ length: 30 }, () => ({ probe: HOSTILE, why: HOSTILE })),
    }),
  );
  const message = statusMessage(report(many));
  expectWithinLimits(message);
  expectHarmless(message);
  expect(readable(message)).toContain('and 80 more registries');
});

test('asked about one, each trouble comes with what to do; in the overview it does not', () => {
  const sick = registry('harbor.acme.test', 'down', {
    troubles: [
      {
        id: 'component-core',
        health: 'down',
        says: 'core is not healthy.',
        quote: 'file does not exist',
        cause: 'db-schema-newer-than-binary',
        confidence: 'confirmed',
        steps: ['Start the version that migrated it.', '`kubectl get pods`'],
      },
    ],
  });
  const asked = statusMessage({ ...report([sick]), asked: 'harbor.acme.test' });
  expectWithinLimits(asked);
  expect(readable(asked)).toContain(
    '*What to do: core is not healthy*\n1. Start the version that migrated it.\n2. `kubectl get pods`',
  );
  expect(readable(statusMessage(report([sick])))).not.toContain('What to do');
});

test('a cluster that could not be searched is said below the registries', () => {
  const couldNotLook = [{ probe: 'registries of cluster edge', why: 'pods is forbidden' }];
  const message = statusMessage({ ...report([registry('a.test', 'healthy')]), couldNotLook });
  expect(readable(message)).toContain('_Could not look: registries of cluster edge (pods is forbidden)_');
});
