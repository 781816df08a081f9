import { expect, test } from 'vitest';
import type { ReplicationExecution } from '../../../src/engine/harbor/records.ts';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { execution, executions, policy, RUNNING, SYNC } from '../sync-facts.ts';

tellsLine('replication-overlap', {
  shows: 'Execution skipped: active replication still in progress.',
  near: 'Execution started',
});

const SAYS = 'Execution skipped: active replication still in progress.';
const skipped = execution({ id: 71, says: SAYS });
const facts = (oneAtATime: boolean, ...last: readonly ReplicationExecution[]) => ({
  'replication-policy': policy({ oneAtATime }),
  'replication-executions': executions(...last),
});

test('a start beside a running execution', () => {
  const { text } = finding('replication-overlap', facts(true, skipped, RUNNING), SYNC);
  expect(text).toContain('because execution 70 of the same policy still runs');
});

test('a plain failure passes', () => {
  expect(outcome('replication-overlap', facts(true, execution()), SYNC)).toBe('pass');
});

test('near miss: skipped once, and a later one ran', () => {
  expect(outcome('replication-overlap', facts(true, execution({ id: 72 }), skipped), SYNC)).toBe('pass');
});
