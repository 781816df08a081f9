/** What stands around an error changes no verdict: shells, loggers, clients and people all put something there. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coreOf } from '../../../src/engine/text/core.ts';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

type Op = 'pull' | 'push' | 'login';

interface Message {
  readonly message: string;
  readonly cause: string | null;
  readonly op: Op;
}

const folder = new URL('../../fixtures/messages/', import.meta.url);
const judged = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Message)
  .map((one) => ({ ...one, alone: causeOf(one.message, one.op) }));

function causeOf(message: string, op: Op): string | null {
  return judgeText(message, allChecks, op === 'login' ? {} : { op }).cause?.id ?? null;
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

test.each<readonly [string, (message: string) => string]>([
  ['the end of a sentence', (message) => `${message}.`],
  ['quotation marks', (message) => `"${message}"`],
  ['brackets of a sentence', (message) => `Build failed (${message})`],
  ['a fence', (message) => `\`\`\`\n${message}\n\`\`\``],
  ['a quoted mail', (message) => message.replace(/^/gm, '> ')],
  ['a page’s entities', escaped],
  ['carriage returns', (message) => message.replaceAll('\n', '\r\n')],
  [
    'the docker CLI',
    (message) => `docker: Error response from daemon: ${message}.\nSee 'docker run --help'.`,
  ],
  ['dockerode', (message) => `(HTTP code 500) server error - ${JSON.stringify({ message })}`],
  [
    'docker-py',
    (message) => `docker.errors.APIError: 500 Server Error: Internal Server Error ("${message}")`,
  ],
  ['GitHub Actions', (message) => `Error: buildx failed with: ERROR: ${message}`],
  [
    'the kubelet’s log',
    (message) =>
      `E1121 08:00:01.000000    1234 remote_image.go:171] "PullImage from image service failed" err=${JSON.stringify(message)} image="r.acme.test/a:1"`,
  ],
])('%s', (_, wrap) => {
  const changed = judged.filter(({ message, op, alone }) => causeOf(wrap(message), op) !== alone);
  expect(judged.length).toBeGreaterThan(1000);
  // Several errors of one paste, set into one line, may come in another order.
  expect(changed.length / judged.length, changed.map(({ message }) => message).join('\n')).toBeLessThan(0.02);
});

test('the bare error is found with its place, and none where nothing stands around it', () => {
  const line = '2026-11-21T08:00:00.1Z ERROR: "unknown: Forbidden".';
  const core = coreOf(line);
  expect(core?.text).toBe('unknown: Forbidden');
  expect(line.slice(core?.offset).startsWith('unknown: Forbidden')).toBe(true);
  expect(coreOf('unknown: Forbidden')).toBeNull();
});
