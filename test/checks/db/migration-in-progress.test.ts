import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { component, components, crashing, installation, log, logs } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 'migration-in-progress';
const START = '2019-11-01T02:00:00Z [INFO] [/core/main.go:220]: Start to sync quota data .....';
const DONE = '2019-11-01T02:09:00Z [INFO] [/core/main.go:230]: Success to sync quota data .....';
const starting = component('core', { ready: false, state: 'Running' });

tellsLine(ID, { shows: START, near: '2019-11-01T02:00:00Z [INFO] [/core/main.go:10]: Start to serve' });

test('core is not ready, and its log ends in the computation of quotas', () => {
  const facts = { components: components(starting), 'component-logs': logs(log('core', 'current', START)) };
  expect(finding(ID, facts, installation())).toMatchObject({
    text: expect.stringContaining('logins are refused until it is done'),
    evidence: [{ source: 'log of core (harbor-core-0)', says: START }],
  });
});

test('a core that serves passes, whatever its log says of before', () => {
  const facts = {
    components: components(component('core')),
    'component-logs': logs(log('core', 'current', START)),
  };
  expect(outcome(ID, facts, installation())).toBe('pass');
});

test('near miss: one that has ended is not this, nor one of the run before', () => {
  const done = {
    components: components(starting),
    'component-logs': logs(log('core', 'current', START, DONE)),
  };
  expect(outcome(ID, done, installation())).toBe('pass');
  const before = {
    components: components(crashing('core')),
    'component-logs': logs(log('core', 'previous', START)),
  };
  expect(outcome(ID, before, installation())).toBe('pass');
});
