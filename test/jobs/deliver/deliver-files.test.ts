import { expect, test } from 'vitest';
import type { FileShelf } from '../../../src/engine/files.ts';
import type { Incident } from '../../../src/engine/incident.ts';
import { deliverIncident } from '../../../src/jobs/deliver/deliver-incident.ts';
import { TryLater } from '../../../src/jobs/deliver/desk.ts';
import { answered, memoryPosts, partsFor, testDesk } from './setup.ts';

const file = { id: 'f-1', name: 'bundle.tar.gz', type: 'application/gzip', bytes: 3, title: 'Bundle' };

function withFile(): Incident {
  if (answered.state.is !== 'answered') throw new Error('the setup is answered');
  return { ...answered, state: { ...answered.state, reply: { ...answered.state.reply, files: [file] } } };
}

const shelf = (body: Uint8Array | null): FileShelf => ({
  put: async () => file,
  get: async (id) => (id === 'f-1' ? body : null),
});

const here = new Uint8Array([1, 2, 3]);

test('a file goes into the thread after the answer, once however often it is delivered', async () => {
  const desk = testDesk();
  const parts = { ...partsFor(withFile, { desk }), files: shelf(here) };
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual([
    'post root',
    'post answer-1 under 1.0',
    'upload bundle.tar.gz',
    'share F3 under 1.0',
  ]);
});

test('a share whose answer was lost is looked for before it is done again', async () => {
  const desk = testDesk();
  const posts = memoryPosts();
  desk.shares.push({ ended: 'unsure', says: 'socket hang up' });
  const parts = { ...partsFor(withFile, { desk, posts }), files: shelf(here) };
  await expect(deliverIncident('inc-1', parts)).rejects.toThrow(TryLater);
  await deliverIncident('inc-1', parts);
  expect(desk.did.filter((did) => /^(upload|share)/.test(did))).toEqual([
    'upload bundle.tar.gz',
    'share F3 under 1.0',
  ]);
});

test('an upload that Slack did not take is tried again', async () => {
  const desk = testDesk();
  desk.uploads.push({ ended: 'rate-limited', retryMs: 2_000 });
  const parts = { ...partsFor(withFile, { desk }), files: shelf(here) };
  await expect(deliverIncident('inc-1', parts)).rejects.toMatchObject({ retryMs: 2_000 });
  await deliverIncident('inc-1', parts);
  expect(desk.did.filter((did) => did.startsWith('share'))).toHaveLength(1);
});

test.each([
  ['missing_scope', /give the app the scope `?files:write/],
  ['storage_limit_reached', /storage_limit_reached/],
])('refused with %s: said in the thread once', async (says, note) => {
  const desk = testDesk();
  desk.uploads.push({ ended: 'refused', says });
  const parts = { ...partsFor(withFile, { desk }), files: shelf(here) };
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect([...desk.shown.values()].at(-1)?.text).toMatch(note);
  expect(desk.did.filter((did) => did.includes('file-1-0-note'))).toHaveLength(1);
});

test('a file that is gone from the shelf is said to be gone', async () => {
  const desk = testDesk();
  await deliverIncident('inc-1', { ...partsFor(withFile, { desk }), files: shelf(null) });
  expect([...desk.shown.values()].at(-1)?.text).toContain('no longer kept here');
});
