import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'cargo-token-unreachable';
const CARGO = installation({ product: 'cargo' });
const service = (over: object = {}) => ({
  namespace: 'default',
  type: 'NodePort',
  port: 8081,
  nodePort: 30_099,
  ...over,
});
const dial = (ended: string) => ({ address: '192.168.129.20', ended, says: `connect ${ended}` });
const facts = (of: object | null, ...dials: object[]) => ({ 'cargo-token': { service: of, dials } });

test('refused at every master', () => {
  const { text, steps } = finding(ID, facts(service(), dial('refused')), CARGO);
  expect(text).toBe(
    'Cargo’s token service does not answer at `192.168.129.20:30099`: only `admin` can log in.',
  );
  const printed = steps('en').join('\n');
  expect(printed).toContain('must have `192.168.129.20`');
  expect(printed).toContain('/compass/cargo-ansible/cargo/change-token-servce.sh');
});

test('no Service, and one without a NodePort', () => {
  expect(finding(ID, facts(null), CARGO).text).toContain('does not exist');
  expect(finding(ID, facts(service({ type: 'ClusterIP', nodePort: null })), CARGO).text).toContain(
    'has no NodePort',
  );
});

test('one master that answers passes', () => {
  expect(outcome(ID, facts(service(), dial('timeout'), dial('open')), CARGO)).toBe('pass');
});

test('near miss: addresses that we may not ask prove nothing', () => {
  expect(outcome(ID, facts(service(), dial('not-allowed')), CARGO)).toBe('pass');
});
