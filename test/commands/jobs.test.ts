import { expect, test } from 'vitest';
import jobs from '../../commands/jobs.ts';

const known = { clusters: [], registries: ['harbor.acme.test', 'dr'], commands: [] };

test('all Harbors, or the one named', () => {
  expect(jobs.parse([], known)).toEqual({ ask: { kind: 'jobs' } });
  expect(jobs.parse(['DR'], known)).toEqual({ ask: { kind: 'jobs', registry: 'dr' } });
  expect(jobs.parse(['https://harbor.acme.test/'], known)).toEqual({
    ask: { kind: 'jobs', registry: 'harbor.acme.test' },
  });
  expect(jobs.parse(['harbor/core'], known)).toEqual({ ask: { kind: 'jobs', registry: 'harbor/core' } });
});

test.each([
  [['a', 'b'], /one Harbor/, '/registry jobs a'],
  [['-v'], /no option/, '/registry jobs'],
  [['drr'], /no registry `drr`/, '/registry jobs dr'],
])('%s is refused with what to type', (words, says, first) => {
  expect(() => jobs.parse(words, known)).toThrow(says);
  expect(() => jobs.parse(words, known)).toThrow(
    expect.objectContaining({ tries: expect.arrayContaining([first]) }),
  );
});
