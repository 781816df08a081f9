import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { component, components, crashing, installation, log, logs } from '../installations.ts';

const ID = 'core-killed-during-migration';
const START = '2019-11-01T02:00:00Z [INFO] [/core/main.go:220]: Start to sync quota data .....';
const DONE = '2019-11-01T02:09:00Z [INFO] [/core/main.go:230]: Success to sync quota data .....';

test('the run before ended in the middle of it', () => {
  const facts = {
    components: components(crashing('core', { last: { reason: 'Error', exitCode: 137, at: null } })),
    'component-logs': logs(log('core', 'previous', START)),
  };
  expect(finding(ID, facts, installation())).toMatchObject({
    text: expect.stringContaining('was killed 7 times before'),
    evidence: [{ says: START }, { says: '7 restarts, Error' }],
  });
});

test('a core that is ready by now passes', () => {
  const facts = {
    components: components(component('core', { restarts: 1 })),
    'component-logs': logs(log('core', 'previous', START)),
  };
  expect(outcome(ID, facts, installation())).toBe('pass');
});

test('near miss: a core that ended after it was done crashes for another reason', () => {
  const facts = {
    components: components(crashing('core')),
    'component-logs': logs(log('core', 'previous', START, DONE)),
  };
  expect(outcome(ID, facts, installation())).toBe('pass');
});
