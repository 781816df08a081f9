import { expect, test } from 'vitest';
import type { ClusterReader, LogLine, LogQuestion } from '../../../src/engine/cluster.ts';
import { type ComponentLogsFact, componentLogs } from '../../../src/probes/installation/component-logs.ts';
import { found, madeContainer, madePod, runningContainer } from '../literal-cluster.ts';
import { askingAt } from './at-installation.ts';

const AT = '2026-03-01T03:00:00Z';
async function* lines(count: number, text: (index: number) => string): AsyncGenerator<LogLine> {
  for (let index = 0; index < count; index++) yield { at: AT, text: text(index) };
}

const core = (more: Parameters<typeof runningContainer>[0] = {}) =>
  madePod('core-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      runningContainer({ name: 'core', image: 'goharbor/harbor-core:v2.13.1', ready: true, ...more }),
    ],
  });

async function read(pods: ReturnType<typeof madePod>[], log: ClusterReader['log']) {
  const asked: LogQuestion[] = [];
  const asking = askingAt('harbor', {
    pods: found(pods),
    log: (question) => {
      asked.push(question);
      return log(question);
    },
  });
  const answer = await asking.ask(componentLogs);
  if (answer.state !== 'known') throw new Error(JSON.stringify(answer));
  return { asked, fact: answer.fact satisfies ComponentLogsFact };
}

test('the last lines of a component, without the logins in them', async () => {
  const { fact, asked } = await read([core()], async () => ({
    ended: 'found',
    value: lines(2, (index) => `line ${index} redis://:s3cret-pass@redis:6379`),
  }));
  expect(fact.logs).toMatchObject([{ component: 'core', pod: 'core-0', run: 'current' }]);
  expect(fact.logs[0]?.lines.map(({ text }) => text)).toEqual([
    'line 0 redis://•••@redis:6379',
    'line 1 redis://•••@redis:6379',
  ]);
  expect(asked).toMatchObject([{ tailLines: 500, limitBytes: 512 * 1024, container: 'core' }]);
});

test('a log without end is read up to its limit', async () => {
  const { fact } = await read([core()], async () => ({
    ended: 'found',
    value: lines(1_000_000, () => 'x'.repeat(10_000)),
  }));
  expect(fact.logs[0]?.lines).toHaveLength(500);
  expect(fact.logs[0]?.lines[0]?.text).toHaveLength(4_000);
});

test('of a container that crashed the run before is read as well', async () => {
  const crashed = madePod('core-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [
      madeContainer({
        name: 'core',
        image: 'goharbor/harbor-core:v2.13.1',
        reason: 'CrashLoopBackOff',
        restarts: 3,
        last: { reason: 'Error', exitCode: 1, at: AT },
      }),
    ],
  });
  const { fact, asked } = await read([crashed], async ({ which }) =>
    which === 'previous'
      ? { ended: 'found', value: lines(1, () => 'panic: gone') }
      : { ended: 'not-found', says: 'container "core" is waiting to start' },
  );
  expect(asked.map(({ which = 'current' }) => which)).toEqual(['previous', 'current']);
  expect(fact.logs).toMatchObject([{ run: 'previous', lines: [{ text: 'panic: gone' }] }]);
  expect(fact.unread).toEqual([
    { pod: 'core-0', container: 'core', why: 'container "core" is waiting to start' },
  ]);
});

test('near miss: a pod beside that is no component’s is not read', async () => {
  const other = madePod('backup-0', {
    namespace: 'harbor',
    phase: 'Running',
    containers: [runningContainer()],
  });
  const { asked } = await read([core(), other], async () => ({ ended: 'found', value: lines(1, () => 'x') }));
  expect(asked.map(({ pod }) => pod)).toEqual(['core-0']);
});
