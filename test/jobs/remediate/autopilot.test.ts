import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { RemediationsConfig } from '../../../src/config.ts';
import type { Approval } from '../../../src/engine/approval.ts';
import type { Incident } from '../../../src/engine/incident.ts';
import { askAutopilot } from '../../../src/jobs/remediate/autopilot.ts';
import { approvalPressed } from '../../../src/slack/fix-buttons.ts';
import { asked, cause, NOW, verdict } from '../../slack/setup.ts';

const RULE = { remediation: 'restart-exporter', cluster: 'prod', namespaces: ['shop'] };

async function opened(config: object, offer: object = {}, namespace = 'shop'): Promise<readonly Approval[]> {
  const remediations = [
    { id: 'restart-exporter', title: 'Restart', risk: 'low', ready: true, ...offer } as const,
  ];
  const pull = { image: 'harbor.acme.test/shop/cart:1', cluster: 'prod', namespace };
  const reply = {
    kind: 'verdict',
    verdict: { ...verdict, cause: { ...cause, remediations, pull } },
  } as const;
  const incident: Incident = { ...asked, state: { is: 'answered', reply, at: NOW } };
  const open = vi.fn(async (_: Approval) => 'added' as const);
  const parts = {
    config: RemediationsConfig.parse({ enabled: ['restart-exporter'], autopilot: [RULE], ...config }),
    approvals: { open },
    queues: { remediate: async () => {} },
    log: pino({ level: 'silent' }),
    now: () => new Date(NOW),
  };
  await askAutopilot(incident, parts);
  await askAutopilot(incident, parts);
  return open.mock.calls.map(([approval]) => approval);
}

test('the same answer twice asks under the same id, one that buttons know', async () => {
  const [first, second] = await opened({});
  expect(first).toMatchObject({ requester: 'autopilot', yes: [], state: { is: 'planning' } });
  expect(second?.id).toBe(first?.id);
  expect(approvalPressed(first?.id ?? '')).toBe(first?.id);
});

test.each([
  ['off by default', { autopilot: [] }, {}, 'shop'],
  ['not enabled', { enabled: [] }, {}, 'shop'],
  ['not ready', {}, { ready: false, why: 'only words' }, 'shop'],
  ['of medium risk', {}, { risk: 'medium' }, 'shop'],
  ['another namespace', {}, {}, 'pay'],
] as const)('asks for nothing: %s', async (_, config, offer, namespace) => {
  expect(await opened(config, offer, namespace)).toEqual([]);
});
