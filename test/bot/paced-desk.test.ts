import { expect, test } from 'vitest';
import { pacedDesks } from '../../src/bot/paced-desk.ts';
import { slackPaceWait } from '../../src/metrics/slack.ts';
import { testDesk } from '../jobs/deliver/setup.ts';

const message = { text: 'x', blocks: [] };
const mark = (incident: string) => ({ incident, slot: 'root' });

test('a refused post keeps later ones of its channel from going out, and no others', async () => {
  const bare = testDesk();
  const clock = { ms: 1_000_000 };
  const desk = pacedDesks(bare, () => clock.ms).people;
  bare.posts.push({ ended: 'rate-limited', retryMs: 3_000 });
  const shop = { channel: 'C1', thread: null };
  expect(await desk.post(shop, message, mark('a'))).toEqual({ ended: 'rate-limited', retryMs: 3_000 });
  expect(await desk.post(shop, message, mark('b'))).toEqual({ ended: 'rate-limited', retryMs: 4_000 });
  expect(await desk.post({ channel: 'C2', thread: null }, message, mark('c'))).toMatchObject({
    ended: 'posted',
  });
  expect(await desk.edit('C1', '1.0', message)).toEqual({ ended: 'edited' });
  expect(bare.did).toEqual(['post root', 'post root', 'edit 1.0']);
  clock.ms += 3_000;
  expect(await desk.post(shop, message, mark('a'))).toMatchObject({ ended: 'posted' });
});

test('edits of all channels share one limit, and looking has its own', async () => {
  const bare = testDesk();
  const desk = pacedDesks(bare, () => 1_000_000).people;
  bare.edits.push({ ended: 'rate-limited', retryMs: 2_000 });
  expect(await desk.edit('C1', '1.0', message)).toEqual({ ended: 'rate-limited', retryMs: 2_000 });
  expect(await desk.edit('C2', '2.0', message)).toEqual({ ended: 'rate-limited', retryMs: 3_200 });
  expect(await desk.find({ channel: 'C1', thread: null }, mark('a'), '')).toEqual({ ended: 'not-there' });
  expect(bare.did).toEqual(['edit 1.0', 'find root']);
});

test('each wait that a call was told is counted, by who waits', async () => {
  slackPaceWait.reset();
  const bare = testDesk();
  const { people, alerts } = pacedDesks(bare, () => 1_000_000);
  bare.posts.push({ ended: 'rate-limited', retryMs: 3_000 });
  const shop = { channel: 'C1', thread: null };
  await people.post(shop, message, mark('a'));
  await alerts.post(shop, message, mark('b'));
  await alerts.post({ channel: 'C2', thread: null }, message, mark('c'));
  const { values } = await slackPaceWait.get();
  const sums = values.filter(({ metricName }) => metricName?.endsWith('_sum'));
  expect(sums.map(({ labels, value }) => [labels.rank, value])).toEqual([
    ['people', 3],
    ['alerts', 4],
  ]);
});
