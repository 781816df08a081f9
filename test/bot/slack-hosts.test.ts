import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { slackDesk } from '../../src/bot/slack-desk.ts';
import { slackHosts } from '../../src/bot/slack-hosts.ts';

test.each([
  'https://slack.com/api/',
  'https://files.slack.com/files-pri/T1-F1/download/a.tar.gz',
  'https://hooks.slack.com/actions/T1/1/x',
  'https://acme.enterprise.slack.com/files/x',
  'https://hooks.slack-gov.com/commands/x',
])('%s is Slack’s', (url) => {
  expect(slackHosts('https://slack.com/api/')(url)).toBe(true);
});

test.each([
  'http://files.slack.com/x',
  'https://slack.com.evil.test/x',
  'https://evilslack.com/x',
  'https://evil.test/?slack.com',
  'https://files.slack.com@evil.test/x',
  'https://token:x@files.slack.com/x',
  'https://169.254.169.254/latest',
  'https://localhost/x',
  'ftp://files.slack.com/x',
  'not an address',
  '',
])('%s is not', (url) => {
  expect(slackHosts('https://slack.com/api/')(url)).toBe(false);
});

test('the host of another Web API root is Slack’s too, with its own scheme', () => {
  const isSlacks = slackHosts('http://127.0.0.1:4000/api/');
  expect(isSlacks('http://127.0.0.1:4000/files-pri/x')).toBe(true);
  expect(isSlacks('https://127.0.0.1/x')).toBe(false);
});

test('a file of another app, only linked into Slack, gets no request at all, nor does an answer address', async () => {
  const asked: (string | undefined)[] = [];
  const stranger = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end('x');
  }).listen(0, '127.0.0.1');
  await new Promise((done) => stranger.once('listening', done));
  const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/bundle.tar.gz`;
  const desk = slackDesk(new webApi.WebClient('xoxb-planted'), 'registry-medic', 'xoxb-planted');
  const file = { id: 'F1', name: 'bundle.tar.gz', bytes: 1, url, spots: [] };
  expect(await desk.download(file, 100)).toEqual({ ended: 'refused', says: 'external_file' });
  expect(await desk.answer(url, { text: 'x', blocks: [] })).toMatchObject({ ended: 'refused' });
  stranger.close();
  expect(asked).toEqual([]);
});
