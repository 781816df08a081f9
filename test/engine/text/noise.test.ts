/** Words that clients, shells and CI put around a decisive error neither win over it nor hide it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

interface Message {
  readonly message: string;
  readonly cause: string | null;
  readonly op: 'pull' | 'push' | 'login';
  readonly text_decides: boolean;
}

const PER_CAUSE = 4;

/** So many single lines of each cause whose words alone decide. */
const decisive = (() => {
  const folder = new URL('../../fixtures/messages/', import.meta.url);
  const taken = new Map<string, Message[]>();
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Message);
  for (const one of all) {
    const { message, cause, text_decides } = one;
    if (cause === null || !text_decides || /[\n\\]/.test(message) || message.length < 30) continue;
    const mine = taken.get(cause) ?? [];
    if (mine.length < PER_CAUSE && judgedOf(one).cause === cause) taken.set(cause, [...mine, one]);
  }
  return [...taken.values()].flat();
})();

function judgedOf({ message, op }: Pick<Message, 'message' | 'op'>) {
  const { cause, confidence } = judgeText(message, allChecks, op === 'login' ? {} : { op });
  return { cause: cause?.id ?? null, confidence };
}

const NOT_HERE = "Unable to find image 'hello-world:latest' locally";
const HELP = "See 'docker run --help'.";
const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';
const EVENTS = [
  'Events:',
  '  Type     Reason     Age                  From               Message',
  '  ----     ------     ----                 ----               -------',
  '  Normal   Scheduled  3m                   default-scheduler  Successfully assigned shop/cart-0 to node-1',
];

test.each<readonly [string, (message: string) => string]>([
  ['docker run', (one) => `${NOT_HERE}\ndocker: Error response from daemon: ${one}.\n${HELP}`],
  ['docker run in one line', (one) => `${NOT_HERE} docker: Error response from daemon: ${one}. ${HELP}`],
  ['docker run, escaped', (one) => `${NOT_HERE}\\ndocker: Error response from daemon: ${one}.\\n${HELP}\\n`],
  [
    'docker run with CRLF',
    (one) => `${NOT_HERE}\r\ndocker: Error response from daemon: ${one}.\r\n${HELP}\r\n`,
  ],
  [
    'docker run after a pull began',
    (one) =>
      `${NOT_HERE}\nlatest: Pulling from library/hello-world\ndocker: ${one}.\n\nRun 'docker run --help'`,
  ],
  ['docker pull', (one) => `Using default tag: latest\nError response from daemon: ${one}`],
  ['colours', (one) => `${RED}ERROR${PLAIN}: ${RED}${one}${PLAIN}`],
  ['times of a CI log', (one) => `2026-11-21T08:00:01.1234567Z ##[error]${one}`],
  [
    'GitHub Actions',
    (one) => `Run docker/build-push-action@v6\n##[error]${one}\n##[error]Process completed with exit code 1.`,
  ],
  [
    'GitLab CI',
    (one) =>
      `ERROR: Job failed: failed to pull image "r.acme.test/ci" with specified policies [always]: ${one} (manager.go:237:0s)`,
  ],
  ['a log record', (one) => JSON.stringify({ level: 'error', ts: 1732176001.1, msg: one })],
  ['a log record in a string', (one) => JSON.stringify(JSON.stringify({ error: one })).slice(1, -1)],
  ['a logfmt record', (one) => `time="2026-11-21T08:00:01Z" level=error msg=${JSON.stringify(one)}`],
  [
    'a logfmt record with its error',
    (one) =>
      `time="2026-11-21T08:00:01Z" level=error msg="PullImage \\"r.acme.test/a:1\\" failed" error=${JSON.stringify(one)}`,
  ],
  [
    'a fence',
    (one) => `Hello, this is what I get:\n\n\`\`\`console\n$ docker pull a\n${one}\n\`\`\`\nThanks`,
  ],
  ['the same twice', (one) => `${one}\n${one}`],
  [
    'an event of the kubelet',
    (one) => `Warning  Failed  17s (x4 over 2m)  kubelet  Failed to pull image "r.acme.test/a:1": ${one}`,
  ],
  [
    'a table of events',
    (one) =>
      [
        ...EVENTS,
        '  Normal   Pulling    90s (x4 over 3m)     kubelet            Pulling image "r.acme.test/a:1"',
        `  Warning  Failed     89s (x4 over 3m)     kubelet            Failed to pull image "r.acme.test/a:1": ${one}`,
        '  Warning  Failed     89s (x4 over 3m)     kubelet            Error: ErrImagePull',
        '  Normal   BackOff    8s (x9 over 3m)      kubelet            Back-off pulling image "r.acme.test/a:1"',
        '  Warning  Failed     8s (x9 over 3m)      kubelet            Error: ImagePullBackOff',
      ].join('\n'),
  ],
  [
    'rpc and runtime',
    (one) =>
      `Failed to pull image "r.acme.test/a:1": rpc error: code = Unknown desc = failed to pull and unpack image "r.acme.test/a:1": ${one}`,
  ],
  [
    'BuildKit',
    (one) => ` > [internal] load metadata for r.acme.test/a:1:\n------\nERROR: failed to solve: ${one}`,
  ],
])('%s', (_, wrap) => {
  expect(decisive.length).toBeGreaterThanOrEqual(60);
  const changed = decisive.flatMap((one) => {
    const bare = judgedOf(one);
    const around = judgedOf({ ...one, message: wrap(one.message) });
    return around.cause === bare.cause && around.confidence === bare.confidence
      ? []
      : [`${bare.cause} became ${around.cause} (${around.confidence}): ${one.message}`];
  });
  expect(changed).toEqual([]);
});
