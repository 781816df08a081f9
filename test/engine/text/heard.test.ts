import { expect, test } from 'vitest';
import type { ComponentLog } from '../../../src/engine/component-log.ts';
import { hear } from '../../../src/engine/text/heard.ts';
import { allChecks } from '../../checks/all-checks.ts';

const log = (component: string, ...lines: readonly string[]): ComponentLog => ({
  component,
  pod: `${component}-0`,
  container: component,
  run: 'current',
  lines: lines.map((text, index) => ({ at: `2026-03-01T03:00:0${index}Z`, text })),
});

const SCHEMA =
  '2019-09-16T14:02:03Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"';

test('a cause is told once per component, with its count and its first and last time', () => {
  const { causes } = hear([log('core', SCHEMA, 'ready', SCHEMA.replace('14:02:03', '14:02:09'))], allChecks);
  expect(causes).toMatchObject([
    {
      check: { id: 'db-schema-newer-than-binary' },
      component: 'core',
      count: 2,
      firstAt: '2026-03-01T03:00:00Z',
      at: '2026-03-01T03:00:02Z',
      confidence: 'likely',
    },
  ]);
});

test('what is severe comes first, whoever said it', () => {
  const { causes } = hear(
    [log('core', 'capture system signal terminated, to close "http-server"'), log('jobservice', SCHEMA)],
    allChecks,
  );
  expect(causes.map(({ check }) => check.id)).toEqual(['db-schema-newer-than-binary', 'sigterm']);
});

test('noise is named as noise and is no cause', () => {
  const line =
    '2019-09-16T14:02:03Z [ERROR] [/common/config/config.go:1]: failed to get key admiral_url, error: the configure value is not set';
  expect(hear([log('core', line, line)], allChecks)).toMatchObject({
    causes: [],
    noise: [{ component: 'core', count: 2, line }],
  });
});

test('near miss: a quiet line with the same words but another meaning is nothing', () => {
  const { causes } = hear([log('core', '[INFO] [/core/main.go:1]: schema upgraded, file exists')], allChecks);
  expect(causes).toEqual([]);
});
