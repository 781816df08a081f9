/**
 * `node test/upgrade/record.ts <file>`: lives through a day with this version of the product and writes down what
 * Redis holds at its end, with work of every kind still waiting. Run once per format; later versions must take it up.
 */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectRedis } from '../../src/clients/redis.ts';
import { provide } from '../../src/sandbox/parts/provide.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { peopleOf, shows, until } from '../chaos/person.ts';
import { NAMESPACE, startStage } from '../chaos/stage.ts';
import { startMain } from '../e2e/processes-of.ts';
import { dumpOf } from './dump.ts';
import { fires, OLD_WORLD } from './old-world.ts';

const MS = 60_000;
const [, , file] = process.argv;
if (!file) throw new Error('Usage: node test/upgrade/record.ts <file>');

const webhookPort = await freePort();
const stage = await startStage(await provide('redis'), OLD_WORLD);
const people = peopleOf(stage.slackUrl, MS);
const slack = await mutable(new URL(stage.botEnv['SLACK_API_URL'] ?? ''));
const env = { ...stage.env, AM_TOKEN: 'the-day-sends-this' };
const botEnv = { ...env, ...stage.botEnv, SLACK_API_URL: slack.url, WEBHOOK_PORT: String(webhookPort) };
const bot = await startMain({ ...botEnv, REGISTRY_MEDIC_ROLE: 'bot' });
const worker = await startMain({ ...env, REGISTRY_MEDIC_ROLE: 'worker' });
const remediator = await startMain({ ...env, REGISTRY_MEDIC_ROLE: 'remediator' });
const say = async (text: string, user = 'rosa'): Promise<void> => {
  const body = JSON.stringify({ user, channel: 'shop', text: `/registry ${text}` });
  await fetch(new URL('/sandbox/command', stage.slackUrl), { method: 'POST', body });
};
const fails = async (name: string): Promise<void> => {
  stage.deploy(name);
  await until(MS, `${name} fails`, async () =>
    stage.cluster.store
      .list('pods', NAMESPACE)
      .some((pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status))),
  );
};
const planned = async (name: string): Promise<void> => {
  await fails(name);
  await people.ask(`why-pull-fails deployment/${name} -n ${NAMESPACE}`, 'shop', `/${name}`);
  await people.press('rosa', 'request-fix', `/${name}`, (all) => shows(all, 'approve-fix', `/${name}`));
};
const has = (text: RegExp) => async (): Promise<boolean> =>
  text.test(JSON.stringify(await people.messages()));
const redis = await connectRedis(stage.redisUrl, 'requests', () => {});

process.stderr.write('what is over: a fix, a freeze, feedback, a status, a trouble, a mute\n');
await planned('done');
await people.press('tomo', 'approve-fix', '/done', (all) => !shows(all, 'approve-fix', '/done'));
await until(MS, 'the end', has(/\/done[^"]*: Done\./));
await planned('open');
await planned('approved');
await say('freeze release night');
await until(MS, 'the freeze', async () => (await redis.exists('medic:frozen')) === 1);
await say('status');
await until(MS, 'the status', async () => (await redis.exists('medic:health')) === 1);
await say('storage');
await say('subscribe clusters=prod');
await until(MS, 'the subscription', async () => (await redis.exists('medic:subscriptions')) === 1);
await say(`mute 2h other`);
await until(MS, 'the mute', async () => (await redis.exists('medic:mutes')) === 1);
const pressed = people.press('rosa', 'wrong', '/done', () => true).catch(() => {});
await fails('told');
await fires(webhookPort, 'told', stage.cluster);
await until(MS, 'a trouble', async () => (await redis.zcard('medic:troubles-open')) > 0);
await until(MS, 'its thread', has(/team\/told/));
await pressed;
await new Promise((done) => setTimeout(done, 3_000));

process.stderr.write('what waits: a question, an alert, a yes, a delivery\n');
await Promise.all([worker.kill('SIGKILL'), remediator.kill('SIGKILL')]);
slack.mute();
await say('unfreeze', 'tomo');
await until(MS, 'the thaw', async () => (await redis.exists('medic:frozen')) === 0);
await people.press('tomo', 'approve-fix', '/approved', () => true);
await until(MS, 'the yes', async () => (await redis.keys('bull:remediate-prod:*-apply')).length > 0);
await fails('asked');
await say(`why-pull-fails deployment/asked -n ${NAMESPACE}`);
await until(MS, 'the question', async () => (await redis.llen('bull:diagnose-prod:wait')) > 0);
await fails('alerted');
await fires(webhookPort, 'alerted', stage.cluster);
await until(MS, 'the alert', async () => (await redis.keys('medic:sightings-of:*')).length > 0);
await bot.kill('SIGKILL');
const dump = await dumpOf(redis);
await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), dump }, null, 1)}\n`);
redis.disconnect();
await stage.stop();
process.exit(0);

/** Slack's Web API, which stops taking messages when told to. */
async function mutable(api: URL): Promise<{ readonly url: string; mute(): void }> {
  let isMute = false;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (isMute && path.includes('chat.')) return void response.writeHead(503).end();
    const url = new URL(path.replace(/^\//, ''), api.href.endsWith('/') ? api : `${api.href}/`);
    const through = ask(url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(through);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    mute: () => {
      isMute = true;
    },
  };
}
