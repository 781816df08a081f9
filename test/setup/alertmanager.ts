/** A real Alertmanager on loopback, alone, with the receivers a test gives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { eventually } from '../bot/setup/running.ts';

export interface FiredAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Alertmanager {
  /** Alerts that go on firing; as Prometheus does, send them again before they end. */
  fire(alerts: readonly FiredAlert[]): Promise<void>;
  /** The same alerts have ended. */
  resolve(alerts: readonly FiredAlert[]): Promise<void>;
  stop(): Promise<void>;
}

/** Groups by alertname; sends within a second, and again each second while something changes. */
export async function startAlertmanager(program: string, receiver: unknown): Promise<Alertmanager> {
  const folder = await mkdtemp(join(tmpdir(), 'alertmanager-'));
  const port = await freePort();
  const file = join(folder, 'alertmanager.yml');
  const route = {
    receiver: 'medic',
    group_by: ['alertname'],
    group_wait: '200ms',
    group_interval: '1s',
    repeat_interval: '3s',
  };
  await writeFile(file, stringify({ route, receivers: [receiver] }));
  const child = spawn(
    program,
    [
      `--config.file=${file}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      `--storage.path=${join(folder, 'data')}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended: ${said}`);
    if (!(await fetch(`${url}/-/ready`)).ok) throw new Error('not ready');
  }, 15_000);
  const post = async (alerts: readonly object[]): Promise<void> => {
    const response = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    if (!response.ok) throw new Error(`Alertmanager: ${response.status} ${await response.text()}`);
  };
  const startsAt = new Date().toISOString();
  return {
    fire: (alerts) => post(alerts.map((alert) => ({ ...alert, startsAt }))),
    resolve: (alerts) =>
      post(alerts.map((alert) => ({ ...alert, startsAt, endsAt: new Date().toISOString() }))),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
