/** A question asked and a fault fixed in the sandbox: what each role then tells of it at /metrics, number by number. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '../chaos/person.ts';
import { NAMESPACE } from '../chaos/stage.ts';
import { definedMetrics } from '../docs/metrics.ts';
import { describeWith } from '../setup/part.ts';
import { METHODS, PATIENCE_MS, type RealWork, ROLES, type Role, startRealWork } from './real-work.ts';
import { readScrape, scrapeOf } from './scraped.ts';

/** Told of what this play has none of; proved in the tests of what counts them. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'registry_medic_check_errors_total',
  'registry_medic_slack_pace_wait_seconds',
  'registry_medic_redis_reconnects_total',
]);

describeWith('redis', '/metrics after real work', (program) => {
  let work: RealWork;
  beforeAll(async () => {
    work = await startRealWork(program);
  });
  afterAll(() => work?.stop());

  const sum = (role: Role, name: string, labels: Readonly<Record<string, string>> = {}): number | null =>
    work.seen[role].sum(`registry_medic_${name}`, labels);

  test('each role says what it is, how Redis is, and what Node tells of it', () => {
    for (const role of ROLES) {
      expect([role, sum(role, 'info', { role })]).toEqual([role, 1]);
      expect([role, sum(role, 'redis_up')]).toEqual([role, 1]);
      expect(work.seen[role].sum('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    }
  });

  test('what Slack delivered was acknowledged, each once, and every call to Slack is counted', () => {
    const taken = sum('bot', 'slack_deliveries_total', { kind: 'command', taken: 'new' }) ?? 0;
    expect(taken).toBeGreaterThanOrEqual(1);
    expect(sum('bot', 'slack_acknowledgement_seconds_count', { kind: 'command' })).toBe(taken);
    // To ask for the plan, a yes that was refused, and a yes.
    expect(sum('bot', 'slack_deliveries_total', { kind: 'action', taken: 'new' })).toBe(3);
    expect(sum('bot', 'slack_acknowledgement_seconds_count', { kind: 'action' })).toBe(3);
    expect(sum('bot', 'slack_connected')).toBe(1);
    for (const method of METHODS) {
      const ok = work.calls.filter((one) => one.method === method && one.ok).length;
      expect([method, ok > 0, sum('bot', 'slack_calls_total', { method, outcome: 'ok' })]).toEqual([
        method,
        true,
        ok,
      ]);
      expect(sum('bot', 'slack_call_duration_seconds_count', { method })).toBe(
        work.calls.filter((one) => one.method === method).length,
      );
    }
    expect(sum('bot', 'slack_calls_total', { method: 'response_url', outcome: 'ok' })).toBeGreaterThanOrEqual(
      1,
    );
  });

  test('the question is one job and one verdict; what the watch told of is asked as well', () => {
    const asked = sum('bot', 'slack_deliveries_total', { kind: 'command', taken: 'new' });
    const done = { queue: 'diagnose', cluster: 'prod', job: 'pull', ending: 'completed' };
    expect(sum('worker', 'jobs_total', done)).toBe(asked);
    expect(sum('worker', 'job_wait_seconds_count', { queue: 'diagnose', cluster: 'prod' })).toBe(asked);
    expect(sum('worker', 'job_duration_seconds_count', { queue: 'diagnose', job: 'pull' })).toBe(asked);
    const answers = sum('worker', 'diagnosis_duration_seconds_count', { question: 'pull', reply: 'verdict' });
    expect(answers).toBeGreaterThan(asked ?? 0);
    expect(sum('worker', 'verdicts_total')).toBe(answers);
    const found = { outcome: 'found', cause: 'tag-not-found', confidence: 'confirmed' };
    expect(sum('worker', 'verdicts_total', found)).toBeGreaterThanOrEqual((asked ?? 0) + 1);
  });

  test('probes and requests are timed where they are made', () => {
    for (const probe of ['manifest', 'pod', 'kubelet', 'dns'])
      expect([
        probe,
        (sum('worker', 'probe_duration_seconds_count', { probe, ending: 'known' }) ?? 0) > 0,
      ]).toEqual([probe, true]);
    expect(
      sum('worker', 'outgoing_request_duration_seconds_count', { system: 'kubernetes', ending: '2xx' }),
    ).toBeGreaterThan(0);
    expect(
      sum('worker', 'outgoing_request_duration_seconds_count', { system: 'registry', ending: '4xx' }),
    ).toBeGreaterThan(0);
    // It asked again before it wrote, and wrote.
    expect(
      sum('remediator', 'outgoing_request_duration_seconds_count', { system: 'kubernetes', ending: '2xx' }),
    ).toBeGreaterThan(0);
    expect(sum('remediator', 'probe_duration_seconds_count', { probe: 'manifest' })).toBeGreaterThan(0);
    expect(
      sum('node', 'jobs_total', { queue: 'node', cluster: 'prod', ending: 'completed' }),
    ).toBeGreaterThan(0);
    expect(sum('node', 'probe_duration_seconds_count')).toBeGreaterThan(0);
  });

  test('the fix: asked for, refused once, approved once, applied once, verified once', () => {
    const remediation = 'set-nearest-tag';
    const fixes = (name: string, ending: string): number =>
      ROLES.reduce((all, role) => all + (sum(role, name, { remediation, ending }) ?? 0), 0);
    expect(fixes('approvals_total', 'requested')).toBe(1);
    expect(fixes('approvals_total', 'refused')).toBe(1);
    expect(fixes('approvals_total', 'approved')).toBe(1);
    expect(fixes('applies_total', 'applying')).toBe(1);
    expect(fixes('applies_total', 'applied')).toBe(1);
    expect(fixes('verifications_total', 'verified')).toBe(1);
    expect(sum('bot', 'approval_refusals_total', { code: 'not-an-approver' })).toBe(1);
    expect(sum('remediator', 'jobs_total', { queue: 'remediate', job: 'apply', ending: 'completed' })).toBe(
      1,
    );
    expect(sum('remediator', 'jobs_total', { queue: 'remediate', job: 'verify', ending: 'completed' })).toBe(
      1,
    );
    expect(work.stage.writes('metered')).toBe(1);
    expect(sum('bot', 'approvals_open')).toBe(0);
    expect(sum('bot', 'approvals_overdue')).toBe(0);
    // requested, refused, approved, applying, applied, verified.
    expect(sum('bot', 'audit_records')).toBe(6);
  });

  test('what the watch saw, and that it still looks', () => {
    expect(sum('worker', 'watch_connected', { cluster: 'prod' })).toBe(1);
    const heard = sum('worker', 'watch_last_event_timestamp_seconds', { cluster: 'prod' }) ?? 0;
    expect(Math.abs(Date.now() / 1000 - heard)).toBeLessThan(600);
    expect(
      sum('worker', 'sightings_total', { source: 'watch', status: 'firing', taken: 'new' }),
    ).toBeGreaterThan(0);
    expect(sum('worker', 'sightings_total', { source: 'watch', status: 'resolved' })).toBeGreaterThan(0);
    expect(sum('bot', 'troubles_open')).toBe(0);
  });

  test('the bot tells of all queues, a worker of its own; what is done waits no more', () => {
    const queuesIn = (role: Role): readonly string[] =>
      [
        ...new Set(
          work.seen[role].samples
            .filter(({ name }) => name === 'registry_medic_queue_jobs')
            .map(({ labels }) => `${labels['queue']} ${labels['cluster']}`),
        ),
      ].toSorted();
    expect(queuesIn('bot')).toEqual([
      'deliver ',
      'diagnose ',
      'diagnose prod',
      'remediate ',
      'remediate prod',
      'triage ',
      'triage prod',
    ]);
    expect(queuesIn('worker')).toEqual(['diagnose ', 'diagnose prod', 'triage ', 'triage prod']);
    expect(queuesIn('remediator')).toEqual(['remediate ', 'remediate prod']);
    expect(queuesIn('node')).toEqual(['node prod']);
    expect(sum('bot', 'queue_jobs', { queue: 'diagnose', state: 'waiting' })).toBe(0);
    expect(sum('bot', 'queue_oldest_wait_seconds', { queue: 'diagnose' })).toBe(0);
  });

  test('the audit is followed by a scrape, and told by a later one', async () => {
    await until(
      PATIENCE_MS,
      'the audit',
      async () => (await scrapeOf(work.ports.bot)).sum('registry_medic_audit_whole') === 1,
    );
  });

  test('every metric that is documented was told by some role', async () => {
    const told = new Set(
      ROLES.flatMap((role) =>
        work.seen[role].samples.map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')),
      ),
    );
    // Told since.
    told.add('registry_medic_audit_whole');
    const never = (await definedMetrics())
      .map(({ name }) => name)
      .filter((name) => !told.has(name) && !ELSEWHERE.has(name));
    expect(never).toEqual([]);
  });

  test('no pod, namespace, host, person, channel, image or token is in it', () => {
    const texts = ROLES.map((role) => work.seen[role].text).join('\n');
    for (const secret of [
      'metered',
      NAMESPACE,
      work.stage.registry,
      'U0ROSA0001',
      'C0ALERT001',
      'xoxb-',
      `${work.redis.port}`,
    ])
      expect([secret, texts.includes(secret)]).toEqual([secret, false]);
  });

  test('METRICS_PORT takes it away from PORT, and serves nothing else', async () => {
    const port = work.running[1]?.port;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${work.ports.worker}/readyz`)).status).toBe(404);
  });

  test('promtool finds nothing to say about what is ours', async () => {
    const found = inject('parts').promtool;
    if (!('path' in found)) throw new Error(found.missing);
    for (const role of ROLES) {
      const ours = work.seen[role].text
        .split('\n')
        .filter((line) => line.includes('registry_medic_'))
        .join('\n');
      const checking = promisify(execFile)(found.path, ['check', 'metrics']);
      checking.child.stdin?.end(`${ours}\n`);
      expect(await checking).toEqual({ stdout: '', stderr: '' });
    }
  });

  test('a Redis that hangs holds no scrape up: what lies in it is not told, and that it is so', async () => {
    work.redis.signal('SIGSTOP');
    for (const role of ROLES) {
      const started = Date.now();
      const scraped = await scrapeOf(work.ports[role]);
      // One that waited would wait until Redis goes on.
      expect(Date.now() - started).toBeLessThan(20_000);
      expect([role, scraped.sum('registry_medic_redis_up')]).toEqual([role, 0]);
      for (const name of ['queue_jobs', 'approvals_open', 'troubles_open', 'audit_records'])
        expect([role, name, scraped.sum(`registry_medic_${name}`)]).toEqual([role, name, null]);
      // What this process counted itself is still there.
      expect(scraped.sum('registry_medic_info')).toBe(1);
    }
    work.redis.signal('SIGCONT');
    await until(PATIENCE_MS, 'all of it again', async () => {
      const all = await Promise.all(ROLES.map((role) => scrapeOf(work.ports[role])));
      return all.every(
        (one) => one.sum('registry_medic_redis_up') === 1 && one.sum('registry_medic_queue_jobs') !== null,
      );
    });
  });

  test('a Redis that dies and comes back: its connections are counted', async () => {
    const before = readScrape(work.seen.bot.text).sum('registry_medic_redis_reconnects_total');
    expect(before).toBeNull();
    const isUp = async (up: 0 | 1): Promise<boolean> =>
      (await scrapeOf(work.ports.worker)).sum('registry_medic_redis_up') === up;
    await work.redis.kill();
    await until(PATIENCE_MS, 'it is away', () => isUp(0));
    await work.redis.start();
    await until(PATIENCE_MS, 'it is back', () => isUp(1));
    const counted = async (role: Role, use: string): Promise<boolean> =>
      ((await scrapeOf(work.ports[role])).sum('registry_medic_redis_reconnects_total', { use }) ?? 0) >= 1;
    await until(PATIENCE_MS, 'the bot counts its own', () => counted('bot', 'requests'));
    await until(PATIENCE_MS, 'the worker counts its own', () => counted('worker', 'worker'));
  });
});
