/** Fixes, counted where they are told to the audit: once each, whichever process does it. */
import { Counter } from 'prom-client';
import { registry, untoldGauge } from './registry.ts';

export const approvals = new Counter({
  name: 'registry_medic_approvals_total',
  help: 'What became of plans that were shown for a yes: requested, approved, rejected, refused (that press), expired, plan-changed, healed.',
  labelNames: ['remediation', 'ending'],
  registers: [registry],
});

export const approvalRefusals = new Counter({
  name: 'registry_medic_approval_refusals_total',
  help: 'Presses on a plan that were refused, by reason code.',
  labelNames: ['code'],
  registers: [registry],
});

export const applies = new Counter({
  name: 'registry_medic_applies_total',
  help: 'Approved plans by how writing them went: applying (begun), applied, failed.',
  labelNames: ['remediation', 'ending'],
  registers: [registry],
});

export const verifications = new Counter({
  name: 'registry_medic_verifications_total',
  help: 'Applied plans by what the check said afterwards: verified, unverified.',
  labelNames: ['remediation', 'ending'],
  registers: [registry],
});

export const approvalsOpen = untoldGauge('registry_medic_approvals_open', 'Plans that wait for a yes.');

export const approvalsOverdue = untoldGauge(
  'registry_medic_approvals_overdue',
  'Plans that wait for a yes although their time is over: nobody ends them, so no worker of fixes is there.',
);

const COUNTS: Readonly<Record<string, Counter<'remediation' | 'ending'>>> = {
  requested: approvals,
  approved: approvals,
  rejected: approvals,
  refused: approvals,
  expired: approvals,
  'plan-changed': approvals,
  healed: approvals,
  applying: applies,
  applied: applies,
  failed: applies,
  verified: verifications,
  unverified: verifications,
};

/** One record of the audit about a fix, told for the first time. `says` of a refused one is its reason code. */
export function countFix(remediation: string, what: string, says: string): void {
  COUNTS[what]?.inc({ remediation, ending: what });
  if (what === 'refused') approvalRefusals.inc({ code: says });
}
