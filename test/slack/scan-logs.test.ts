import { expect, test } from 'vitest';
import type { BundleReport } from '../../src/engine/bundle-report.ts';
import type { OfflineReport } from '../../src/engine/offline-report.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { ScanCause, ScanReport } from '../../src/engine/scan-report.ts';
import { wrongWith } from '../../src/sandbox/slack/blocks/validate.ts';
import { bundleMessage } from '../../src/slack/bundle.ts';
import { offlineHeadline, offlineMessage } from '../../src/slack/offline.ts';
import { scanHeadline, scanMessage } from '../../src/slack/scan-logs.ts';
import { ReplyRecord } from '../../src/store/reply-record.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { expectHarmless, expectWithinLimits, HOSTILE, NOW, readable } from './setup.ts';

const counted = {
  count: 41,
  firstAt: '2026-11-21T01:10:00Z',
  lastAt: '2026-11-21T01:59:00Z',
  logs: ['harbor/core-0 core'],
  specimen: '[ERROR] dial tcp 10.96.0.9:6379: connect: connection refused',
};
const cause: ScanCause = {
  ...counted,
  id: 'redis-unreachable',
  title: 'Redis cannot be reached',
  severity: 'high',
  confidence: 'likely',
  means: 'Core keeps its sessions in Redis.',
  step: 'Look at the pod of Redis.',
};
const scan: ScanReport = {
  what: 'core',
  cluster: 'prod',
  sinceSeconds: 3_600,
  run: 'current',
  logs: [{ log: 'harbor/core-0 core', component: 'core', lines: 120_000 }],
  lines: 120_000,
  bytes: 24 * 1024 * 1024,
  causes: [cause],
  noise: [{ ...counted, name: '`admiral_url`: Harbor looks for a setting that nobody sets' }],
  unexplained: [{ ...counted, shape: '[ERROR] flux #' }],
  moreUnexplained: 7,
  cut: [],
  couldNotLook: [{ probe: 'log of harbor/db-0 database', why: 'forbidden' }],
  at: NOW,
  ms: 2_400,
};
const bundle: BundleReport = {
  what: 'harbor',
  file: 'registry-medic-harbor.tar.gz',
  bytes: 3_400_000,
  parts: [{ id: 'logs', files: 9, bytes: 2_000_000 }],
  couldNotLook: [{ probe: 'nodes', why: 'forbidden' }],
  cut: [],
  at: NOW,
  ms: 9_000,
};
const offline: OfflineReport = {
  file: 'must-gather.tar.gz',
  form: 'must-gather',
  takenAt: '2026-11-20T23:00:00.000Z',
  objects: 210,
  logs: 12,
  sweep: null,
  status: null,
  scan,
  couldNotLook: [{ probe: 'DNS', why: 'nothing is asked of the network when a file is read' }],
  at: NOW,
  ms: 900,
};
const REPLIES: readonly Reply[] = [
  { kind: 'scan-logs', report: scan },
  {
    kind: 'bundle',
    report: bundle,
    files: [{ id: 'f', name: bundle.file, type: 'application/gzip', bytes: 3, title: 'B' }],
  },
  { kind: 'offline', report: offline },
];
const MESSAGES = [scanMessage(scan), bundleMessage(bundle), offlineMessage(offline)];

test('the first line is the answer; each cause has its words, what it means and the first step', () => {
  expect(scanHeadline(scan)).toBe('The logs of `core` say: Redis cannot be reached (41 lines)');
  const text = readable(scanMessage(scan));
  for (const part of ['connection refused', 'Core keeps its sessions', 'First: Look at the pod of Redis'])
    expect(text).toContain(part);
  expect(text).toContain('120,000 lines (24.0 MB) of 1 log since 1 h ago');
  expect(text).toContain('Noise, to be left alone');
  expect(text).toContain('and 7 more lines of other shapes');
  expect(text).toContain('Could not look: log of harbor/db-0 database (forbidden)');
});

test('no cause: quiet, unexplained, or unread, which is no quiet', () => {
  const none = { ...scan, causes: [], unexplained: [], moreUnexplained: 0 };
  expect(scanHeadline(none)).toMatch(/say nothing is wrong/);
  expect(scanHeadline({ ...scan, causes: [] })).toMatch(/48 lines of complaint nobody has explained/);
  expect(scanHeadline({ ...none, logs: [] })).toMatch(/could not be read/);
});

test('a bundle says what is in it, that secrets are not, and what could not be read', () => {
  const text = readable(bundleMessage(bundle));
  expect(text).toContain('Support bundle of `harbor`, 3.2 MB');
  expect(text).toContain('Secrets are in it only by name');
  expect(text).toContain('nodes: forbidden');
});

test('a dropped file: the worst first, then what it cannot tell', () => {
  expect(offlineHeadline(offline)).toBe(
    '`must-gather.tar.gz`: the logs of `core` say: Redis cannot be reached (41 lines)',
  );
  const text = readable(offlineMessage(offline));
  expect(text).toContain('an OpenShift must-gather with 210 objects and 12 logs, taken 2026-11-20 23:00 UTC');
  expect(text).toContain('nothing is asked of the network when a file is read');
});

test('Slack takes them', () => {
  for (const message of MESSAGES) {
    expectWithinLimits(message);
    expectHarmless(message);
    expect(wrongWith(message.blocks, 'message')).toEqual([]);
  }
});

test('hostile words stay harmless and within limits, however many', () => {
  const evil: ScanCause = {
    ...cause,
    title: HOSTILE,
    means: HOSTILE.repeat(40),
    step: HOSTILE,
    specimen: HOSTILE.repeat(30),
    logs: [HOSTILE],
  };
  const many = <T>(one: T): readonly T[] => Array.from({ length: 60 }, () => one);
  const spot = { probe: HOSTILE, why: HOSTILE.repeat(20) };
  const hostile: ScanReport = {
    ...scan,
    what: HOSTILE,
    causes: many(evil),
    noise: many({ ...counted, name: HOSTILE }),
    unexplained: many({ ...counted, specimen: HOSTILE.repeat(20), shape: HOSTILE }),
    couldNotLook: many(spot),
    cut: many(HOSTILE),
  };
  const messages = [
    scanMessage(hostile),
    bundleMessage({ ...bundle, what: HOSTILE, file: HOSTILE, cut: many(HOSTILE), couldNotLook: many(spot) }),
    offlineMessage({ ...offline, file: HOSTILE, scan: hostile, couldNotLook: many(spot) }),
  ];
  for (const message of messages) {
    expectWithinLimits(message);
    expectHarmless(message);
  }
});

test.each(REPLIES)('the record keeps all of $kind', (reply) => {
  expect(ReplyRecord.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
});

test('the same in a terminal', () => {
  const [scanned, bundled, dropped] = REPLIES.map((reply) => renderReply(reply));
  expect(scanned).toContain('core: 1 cause in 120,000 lines of 1 log');
  expect(scanned).toContain('     41  Redis cannot be reached (redis-unreachable, likely)');
  expect(scanned).toContain('50,000 lines/s');
  expect(bundled).toContain('Bundle of harbor: registry-medic-harbor.tar.gz');
  expect(dropped).toContain('could not look at DNS: nothing is asked of the network when a file is read');
});
