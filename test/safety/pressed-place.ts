/** Two threads with a question and a plan each: presses come from the one and name what lies in the other. */
import type { Approval } from '../../src/engine/approval.ts';
import type { Incident } from '../../src/engine/incident.ts';
import { asked, cause, verdict } from '../slack/setup.ts';
import { OPEN } from '../store/approval-setup.ts';

export const HERE = {
  place: { channel: 'C1', thread: '1.2' },
  incident: 'inc-000000000000000a',
  approval: 'apr-000000000000000a',
} as const;
export const THERE = {
  place: { channel: 'C2', thread: '9.9' },
  incident: 'inc-000000000000000b',
  approval: 'apr-000000000000000b',
} as const;

export function incidentAt({ place, incident: id }: typeof HERE | typeof THERE): Incident {
  const remediations = [
    { id: 'set-nearest-tag', title: 'Set the nearest tag', risk: 'low', ready: true },
  ] as const;
  const reply = {
    kind: 'verdict',
    verdict: { ...verdict, cause: { ...cause, remediations } },
    pull: { image: 'harbor.acme.test/shop/cart:1' },
  };
  const state = { is: 'answered', reply, at: asked.createdAt };
  return { ...asked, id, requestId: `req-${id}`, place, state } as Incident;
}

export function approvalAt({ place, approval: id, incident }: typeof HERE | typeof THERE): Approval {
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  return { ...OPEN, id, incident, place, expiresAt, requester: 'U0ROSA001' };
}
