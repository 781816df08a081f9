import type { Approval } from '../../src/engine/approval.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { planDigest } from '../../src/engine/plan-digest.ts';

export const RESTART: Plan = {
  remediation: 'restart-jobservice',
  does: 'Restart `jobservice` of `harbor.acme.test`',
  risk: 'medium',
  scope: { cluster: 'prod', namespace: 'harbor', registry: 'harbor' },
  steps: [
    {
      do: 'patch',
      target: {
        kind: { group: 'apps', plural: 'deployments' },
        namespace: 'harbor',
        name: 'harbor-jobservice',
      },
      how: 'strategic',
      body: { spec: { template: { metadata: { annotations: { restartedAt: '{approvedAt}' } } } } },
      uid: 'u-1',
    },
  ],
  changes: [
    { what: 'Deployment harbor/harbor-jobservice · restartedAt', from: null, to: 'the time of the yes' },
  ],
  interrupts: 'Running jobs start again.',
  undo: { by: 'none', why: 'a restart cannot be taken back' },
  locks: ['prod/deployments.apps/harbor/harbor-jobservice'],
  verify: { check: 'jobservice-hung', withinS: 300, steadyS: 60 },
  beware: [],
};

export const OPEN: Approval = {
  id: 'apr-1',
  requestId: 'req-1',
  incident: 'inc-1',
  place: { channel: 'C1', thread: '1.2' },
  createdAt: '2026-11-21T02:00:00.000Z',
  expiresAt: '2026-11-21T02:30:00.000Z',
  requester: 'U-rosa',
  pull: { image: 'harbor.acme.test' },
  cause: 'jobservice-hung',
  remediation: RESTART.remediation,
  title: 'Restart jobservice',
  plan: RESTART,
  digest: planDigest(RESTART),
  needs: 1,
  yes: [],
  state: { is: 'open' },
};
