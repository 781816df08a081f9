import { expect, test } from 'vitest';
import type { RegistryStorage, StorageReport } from '../../src/engine/storage-report.ts';
import { storageHeadline, storageMessage } from '../../src/slack/storage.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { expectHarmless, expectWithinLimits, HOSTILE, NOW, readable } from './setup.ts';

const GIB = 2 ** 30;
const registry: RegistryStorage = {
  name: 'harbor',
  host: 'harbor.acme.test',
  version: '2.13.1',
  storage: 's3',
  used: 62 * GIB,
  projects: [
    { name: 'shop', used: 58 * GIB, hard: 100 * GIB, repositories: 4, kind: 'own', grownBy: 2 * GIB },
    { name: 'hub', used: 4 * GIB, hard: null, repositories: 9, kind: 'proxy-cache', grownBy: 0 },
  ],
  moreProjects: 3,
  lastLook: { at: '2026-11-19T03:00:00.000Z', grownBy: 2 * GIB },
  growthUnknown: null,
  troubles: [],
  collections: {
    schedule: '0 0 0 * * *',
    runs: [
      { at: NOW, state: 'success', dryRun: true, freed: 3 * GIB, blobs: 12, manifests: 4 },
      { at: NOW, state: 'error', dryRun: false, freed: null, blobs: null, manifests: null },
    ],
    wouldFree: { bytes: 3 * GIB, at: NOW },
  },
  broken: [
    { repository: 'shop/legacy', tags: ['v1', 'v2'], digest: 'sha256:aa', what: 'manifest', says: '404' },
  ],
  looked: { repositories: 13, of: 20, artifacts: 14 },
  volumes: [{ claim: 'harbor-registry', phase: 'Bound', modes: ['ReadWriteOnce'], capacity: 200 * GIB }],
  couldNotLook: [],
};
const report: StorageReport = {
  at: NOW,
  ms: 1_800,
  registries: [registry],
  nodes: [],
  nodesSeen: 4,
  troubles: [],
  couldNotLook: [],
};

test('sizes, growth, what a collection would free, what is broken and how much was looked at', () => {
  const text = readable(storageMessage(report));
  for (const part of [
    '62 GiB in 5 projects',
    '+2 GiB since the last look',
    '`shop` 58 GiB of 100 GiB (58 %), +2 GiB',
    '`hub` 4 GiB, proxy cache',
    'A collection would free 3 GiB, by the dry run',
    '`shop/legacy:v1` and 1 more tag: its manifest is gone',
    '1 broken image among 14 looked at in 13 of 20 repositories',
    '`harbor-registry` 200 GiB ReadWriteOnce',
    'None of 4 nodes is short of disk',
  ])
    expect(text).toContain(part);
  expectWithinLimits(storageMessage(report));
});

test('a trouble is the headline; else a project nearly full; else how much there is', () => {
  const trouble = { cause: 'broken-tag-link', says: 'A link is broken.', quotes: ['404'], steps: ['Push.'] };
  const of = (over: Partial<RegistryStorage>): string =>
    storageHeadline({ ...report, registries: [{ ...registry, ...over }] });
  expect(of({ troubles: [trouble] })).toBe('A link is broken');
  const full = { ...registry.projects[0], name: 'shop', used: 90 * GIB, hard: 100 * GIB } as const;
  expect(of({ projects: [{ ...full, repositories: 1, kind: 'own', grownBy: null }] })).toBe(
    'Project `shop` of `harbor.acme.test` has used 90 GiB of its 100 GiB (90 %)',
  );
  expect(of({})).toContain('`harbor.acme.test` holds 62 GiB in 5 projects');
  expect(of({ used: null, projects: [] })).toContain('is not told');
});

test('without Redis growth is said to be unknown, in a terminal too', () => {
  const unknown = { ...registry, lastLook: null, growthUnknown: 'no-redis' as const };
  const reply = { kind: 'storage' as const, report: { ...report, registries: [unknown] } };
  expect(renderReply(reply)).toContain(
    'growth is not known: earlier looks lie in the Redis of the bot, and REDIS_URL is not set here',
  );
});

test('what a registry says cannot break out of its place; a reply lies in Redis as it was', () => {
  const nasty: StorageReport = {
    ...report,
    registries: Array.from({ length: 9 }, () => ({
      ...registry,
      host: HOSTILE,
      projects: Array.from({ length: 60 }, () => ({
        name: HOSTILE,
        used: 1,
        hard: 0,
        repositories: null,
        kind: 'own' as const,
        grownBy: -5,
      })),
      broken: [{ repository: HOSTILE, tags: [], digest: HOSTILE, what: 'layer' as const, says: HOSTILE }],
      troubles: [{ cause: 'x', says: HOSTILE, quotes: [HOSTILE], steps: [HOSTILE] }],
    })),
    couldNotLook: [{ probe: HOSTILE, why: HOSTILE }],
  };
  expectWithinLimits(storageMessage(nasty));
  expectHarmless(storageMessage(nasty));
  const reply = { kind: 'storage' as const, report: nasty };
  expect(ReplyRecord.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
});
