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

test('what the token service and the admin wrote last is quoted', () => {
  const log = (component: string, text: string) => ({
    component,
    pod: `${component}-0`,
    container: component,
    run: 'current',
    lines: [{ at: null, text }],
  });
  const logs = [
    log('cargo-admin', 'ERROR cannot list projects: connection refused'),
    log('cargo-token', 'FATAL cannot open the key: no such file'),
  ];
  const { evidence } = finding(
    ID,
    { ...facts(service(), dial('refused')), 'component-logs': { logs, unread: [] } },
    CARGO,
  );
  expect(evidence.slice(1).map(({ source }) => source)).toEqual(['log of cargo-token', 'log of cargo-admin']);
});
