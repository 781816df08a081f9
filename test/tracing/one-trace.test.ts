/** Bot, worker and a worker of fixes as processes of their own: what begins in Slack is one trace to the last request. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { calmPeopleOf, type People, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { KEYS } from '../sandbox/slack/setup.ts';
import { describeWith } from '../setup/part.ts';
import { type ReceivedSpan, type Receiver, startReceiver } from './receiver.ts';

const PATIENCE_MS = 90_000;
const AM_TOKEN = 'alertmanager-sends-this';
const ABOUT = '/traced';
/** Every attribute that a span of ours may have. */
const KNOWN =
  /^(http\.request\.method|http\.response\.status_code|url\.full|server\.(address|port)|error\.type|messaging\.(system|operation\.type|destination\.name|message\.id)|registry_medic\.[a-z._]+)$/;
/** OTLP's numbers of kinds. */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

describeWith('redis', 'traces', (program) => {
  let stage: Stage;
  let people: People;
  let receiver: Receiver;
  let running: readonly Running[] = [];
  beforeAll(async () => {
    receiver = await startReceiver();
    stage = await startStage(program, {
      config: {
        alerts: {
          channels: [{ channel: 'C0ALERT001' }],
          webhooks: [{ name: 'prod', kind: 'alertmanager', auth: { bearer: { tokenEnv: 'AM_TOKEN' } } }],
        },
      },
    });
    const webhookPort = await freePort();
    people = calmPeopleOf(stage.slackUrl, PATIENCE_MS);
    const otel = {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=open%20sesame',
      OTEL_SERVICE_NAME: 'medic-of-a-test',
      AM_TOKEN,
      WEBHOOK_PORT: String(webhookPort),
    };
    running = await Promise.all(
      (['bot', 'worker', 'remediator'] as const).map((role) =>
        startMain({
          ...stage.env,
          ...otel,
          ...(role === 'bot' ? stage.botEnv : {}),
          REGISTRY_MEDIC_ROLE: role,
        }),
      ),
    );
    stage.deploy('traced');
    await until(PATIENCE_MS, 'a pod that waits', async () =>
      stage.cluster.store.list('pods', NAMESPACE).some((pod) => /ImagePull/.test(JSON.stringify(pod.status))),
    );
    await people.ask(`why-pull-fails deployment/traced -n ${NAMESPACE}`, 'shop', ABOUT);
    // Not before: a person who finds an answer about it does not ask.
    await alert(webhookPort);
    await until(PATIENCE_MS, 'the thread of the alert', async () =>
      (await people.messages()).some(({ channel }) => channel === 'C0ALERT001'),
    );
    await people.press('rosa', 'request-fix', ABOUT, (all) => shows(all, 'approve-fix', ABOUT));
    await people.press('tomo', 'approve-fix', ABOUT, (all) => /: Done\./.test(JSON.stringify(all)));
    // What is left is sent by those that end.
    await Promise.all(running.map((one) => one.kill('SIGTERM')));
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    await stage?.stop();
    await receiver?.stop();
  });

  async function alert(port: number): Promise<void> {
    const pod = stage.cluster.store.list('pods', NAMESPACE)[0]?.metadata.name;
    const labels = { alertname: 'KubePodImagePullBackOff', cluster: 'prod', namespace: NAMESPACE, pod };
    const one = {
      status: 'firing',
      labels,
      annotations: { description: 'ImagePullBackOff' },
      startsAt: new Date().toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.test/graph',
      fingerprint: '0123456789abcdef',
    };
    const body = {
      version: '4',
      groupKey: '{}:{}',
      status: 'firing',
      receiver: 'medic',
      groupLabels: {},
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: 'http://alertmanager.test',
      alerts: [one],
    };
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/prod`, {
      method: 'POST',
      headers: { authorization: `Bearer ${AM_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }

  const named = (name: string | RegExp): readonly ReceivedSpan[] =>
    receiver.spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  const parentOf = ({ parentSpanId, traceId }: ReceivedSpan): ReceivedSpan | undefined =>
    receiver.spans.find((one) => one.spanId === parentSpanId && one.traceId === traceId);
  /** From a span up to where its trace began. */
  const way = (span: ReceivedSpan): readonly string[] => {
    const parent = parentOf(span);
    return parent ? [span.name, ...way(parent)] : [span.name];
  };
  const roleOf = ({ resource }: ReceivedSpan): unknown => resource['registry_medic.role'];
  const system = (span: ReceivedSpan): unknown => span.attributes['registry_medic.system'];

  test('from the command in Slack to the last request to the registry: one trace over two processes', () => {
    const [root] = named('slack command');
    expect(root).toMatchObject({ kind: KIND.server });
    expect(root && roleOf(root)).toBe('bot');
    const asked = receiver.spans.filter(
      (span) => span.traceId === root?.traceId && system(span) === 'registry' && roleOf(span) === 'worker',
    );
    expect(asked.length).toBeGreaterThanOrEqual(2);
    for (const span of asked) {
      const [, probe = '', ...rest] = way(span);
      expect(probe).toMatch(/^probe /);
      // A probe may have been asked for by another.
      expect(rest.filter((name) => !name.startsWith('probe '))).toEqual([
        'answer pull',
        'diagnose pull',
        'enqueue diagnose-prod',
        'slack command',
      ]);
    }
    const manifest = asked.filter(({ attributes }) => String(attributes['url.full']).includes('/manifests/'));
    expect(manifest[0]).toMatchObject({
      name: expect.stringMatching(/^(GET|HEAD)$/),
      kind: KIND.client,
      attributes: {
        'http.request.method': expect.stringMatching(/^(GET|HEAD)$/),
        'url.full': `http://${stage.registry}/v2/team/traced/manifests/1.0.2`,
        'server.address': '127.0.0.1',
        'server.port': Number(stage.registry.split(':')[1]),
        'http.response.status_code': 404,
        'error.type': '404',
      },
    });
  });

  test('the same trace leads to the API server, and back to Slack', () => {
    const [root] = named('slack command');
    const mine = receiver.spans.filter(({ traceId }) => traceId === root?.traceId);
    const roots = mine.filter((span) => parentOf(span) === undefined);
    expect(roots.map(({ name }) => name)).toEqual(['slack command']);
    expect(mine.filter((span) => system(span) === 'kubernetes').length).toBeGreaterThan(0);
    const posted = mine.filter(
      ({ name }) => name === 'slack chat.postMessage' || name === 'slack chat.update',
    );
    expect(posted.length).toBeGreaterThan(0);
    // The answer is told by the bot because the worker said so.
    const answers = posted
      .map(way)
      // What was shown on the way was told while it was answered.
      .filter((names) => names.includes('diagnose pull') && !names.includes('answer pull'));
    expect(answers[0]?.slice(1)).toEqual([
      'deliver deliver',
      'enqueue deliver',
      'diagnose pull',
      'enqueue diagnose-prod',
      'slack command',
    ]);
    expect(new Set(mine.map(roleOf))).toEqual(new Set(['bot', 'worker']));
  });

  test('a yes leads to the write, through the worker of fixes', () => {
    const write = receiver.spans.find(
      (span) =>
        system(span) === 'kubernetes' &&
        span.attributes['http.request.method'] === 'PATCH' &&
        way(span).includes('remediate apply'),
    );
    expect(write).toMatchObject({ attributes: { 'http.response.status_code': 200 } });
    expect(write && roleOf(write)).toBe('remediator');
    expect(write && way(write).at(-1)).toBe('slack action');
  });

  test('an alert at the webhook leads to the registry, and to the thread that tells of it', () => {
    const [root] = named('webhook alertmanager');
    const mine = receiver.spans.filter(({ traceId }) => traceId === root?.traceId);
    const asked = mine.filter((span) => system(span) === 'registry').map(way);
    expect(asked.length).toBeGreaterThan(0);
    const [names = []] = asked;
    expect(names.filter((name) => !name.startsWith('probe ')).slice(1)).toEqual([
      'answer pull',
      'triage triage',
      'enqueue triage-prod',
      'webhook alertmanager',
    ]);
    expect(mine.filter(({ name }) => name === 'slack chat.postMessage').length).toBeGreaterThan(0);
  });

  test('it is sent as a collector takes it, with the header that was given', () => {
    expect(receiver.raw.length).toBeGreaterThan(2);
    for (const one of receiver.raw) {
      expect(one).toMatch(/^POST \/v1\/traces /);
      expect(one).toContain('"x-key":"open sesame"');
    }
    expect(receiver.spans.every(({ resource }) => resource['service.name'] === 'medic-of-a-test')).toBe(true);
  });

  test('no query, header, body, message or token is in it', () => {
    const urls = receiver.spans.flatMap(({ attributes }) => attributes['url.full'] ?? []).map(String);
    expect(urls.filter((url) => /[?#@]/.test(url.replace(/^https?:\/\//, '')))).toEqual([]);
    const keys = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...keys].filter((key) => !KNOWN.test(key))).toEqual([]);
    const all = JSON.stringify(receiver.spans);
    for (const secret of [KEYS.botToken, AM_TOKEN, 'xoxb-', 'Bearer', 'hooks/', 'has no tag'])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
    expect(receiver.spans.filter(({ events, status }) => events.length > 0 || status?.message)).toEqual([]);
  });
});
