/** Low risk without a yes, where the file says so: the thread and the audit say that it was, a freeze stops it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATE_ANNOTATION } from '../../src/sandbox/cluster/kubelet/behaviour.ts';
import type { Pod } from '../../src/sandbox/cluster/objects.ts';
import { until } from '../chaos/person.ts';
import { describeWith } from '../setup/part.ts';
import { type FixStage, startFixStage } from './harbor-fix-stage.ts';

const PATIENCE_MS = 150_000;
const LOOK_MS = 45_000;
const rule = (remediation: string) => ({
  remediation,
  cluster: 'acme-prod',
  namespaces: ['harbor'],
  perHour: 1,
});

describeWith('redis', 'autopilot in Slack', () => {
  let stage: FixStage;
  beforeAll(async () => {
    stage = await startFixStage({
      remediations: { autopilot: [rule('restart-portal'), rule('restart-trivy')] },
    });
  });
  afterAll(() => stage?.stop());

  const podOf = (component: string): Pod | undefined =>
    stage.world.cluster.store
      .list<Pod>('pods', 'harbor')
      .find(({ metadata }) => metadata.labels?.['component'] === component);
  /** It runs and does not get ready, which a restart mends. */
  async function sicken(component: string): Promise<string> {
    const pod = podOf(component);
    if (!pod) throw new Error(`no pod of ${component}`);
    const annotations = { ...pod.metadata.annotations, [STATE_ANNOTATION]: 'NotReady' };
    stage.world.cluster.store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
    await until(PATIENCE_MS, `${component} to be unready`, async () =>
      (podOf(component)?.status?.conditions ?? []).some(
        ({ type, status }) => type === 'Ready' && status === 'False',
      ),
    );
    return pod.metadata.uid ?? '';
  }
  const shown = async (text: RegExp, withinMs = PATIENCE_MS): Promise<string> => {
    let found = '';
    await until(withinMs, `${text}`, async () => {
      const all = (await stage.people.messages()).map((one) => JSON.stringify(one));
      found = all.findLast((one) => text.test(one)) ?? '';
      return found !== '';
    });
    return found;
  };
  /** Asks until what it would do is told at all: a busy machine may keep a status from seeing that in its seconds. */
  async function ask(about: string, takesUp: RegExp): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await stage.ask('status', about);
      const isTold = await shown(takesUp, LOOK_MS).then(
        () => true,
        () => false,
      );
      if (isTold || tries === 3) return;
    }
  }

  test('it is done without anybody pressing, verified, and said so in the thread and the audit', async () => {
    const before = await sicken('portal');
    await ask('portal', /Restart `portal`/);
    const done = await shown(/Restart `portal`.*Done\..*remediations\.autopilot` allows it/);
    expect(done).toMatch(/audit record \d+/);
    expect(done).not.toContain('approve-fix');
    expect(podOf('portal')?.metadata.uid).not.toBe(before);
    expect(await stage.audited('Restart `portal` by rolling Deployment `harbor/harbor-portal`')).toEqual([
      'requested autopilot',
      'approved autopilot',
      'applying worker',
      'applied worker',
      'verified worker',
    ]);
  });

  test('frozen: it does nothing, and says why', async () => {
    await stage.type('freeze release night');
    const before = await sicken('trivy');
    await ask('trivy', /Restart Trivy: /);
    await shown(/Restart Trivy: not planned\..*[Ww]rites are frozen by <@U0ROSA0001>: release night/i);
    expect(podOf('trivy')?.metadata.uid).toBe(before);
  });
});
