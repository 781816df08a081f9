/**
 * `npm run bench:lines`: log lines judged one by one in this process, ordinary ones and ones that tell a cause,
 * with the sieve of signs and without it. That nothing is lost by it is held by
 * test/engine/text/likely-signs.test.ts.
 */
import { readFileSync } from 'node:fs';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks } from '../checks/all-checks.ts';

const ORDINARY = [
  '172.18.0.8 - "GET /api/v2.0/projects/library/repositories/nginx/artifacts?page=1&page_size=15 HTTP/1.1" 200 1523 "-" "Mozilla/5.0 (X11; Linux x86_64)" 0.011 0.010 .',
  'time="2024-05-23T10:00:32.730716206Z" level=info msg="authorized request" go.version=go1.21.8 http.request.host=harbor.acme.test http.request.method=POST http.request.remoteaddr=10.14.234.55 http.request.uri="/v2/test/nginx/blobs/uploads/" vars.name="test/nginx"',
  '2023-01-21T23:30:19Z [INFO] [/jobservice/job/impl/gc/garbage_collection.go:355]: [1/153781] delete blob from storage: sha256:731ecb5881599214f2be881db8f480f1e1193237aa53c5abf1e20b6213c92936',
  'I1121 06:00:00.123456       1 controller.go:118] "Reconciling" namespace="harbor" name="core"',
  '{"level":"info","ts":1700540000.1,"logger":"controllers.Harbor","msg":"reconcile done","name":"harbor"}',
  '2023-11-07 08:12:55.120 UTC [91] LOG:  checkpoint complete: wrote 41 buffers (0.3%); 0 WAL file(s) added',
];
const telling = readFileSync(new URL('../fixtures/lines/threads-7.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { readonly message: string; readonly cause: string | null })
  .filter(({ cause }) => cause !== null)
  .flatMap(({ message }) => message.split('\n').slice(0, 1));

/** Lines per second. Without the sieve every line is asked of an array that has not been asked before. */
function rate(lines: readonly string[], count: number, sieve: 'sieve' | 'all signs'): number {
  const checks = sieve === 'sieve' ? [...allChecks] : null;
  const judge = (times: number): void => {
    for (let at = 0; at < times; at += 1)
      judgeText(lines[at % lines.length] ?? '', checks ?? [...allChecks], { component: 'core' });
  };
  judge(500);
  const began = performance.now();
  judge(count);
  return Math.round((count / (performance.now() - began)) * 1000);
}

for (const [name, lines] of [
  ['ordinary', ORDINARY],
  ['telling', telling],
] as const) {
  const quick = rate(lines, 100_000, 'sieve');
  const slow = rate(lines, 3_000, 'all signs');
  console.info(
    `${name}: ${quick.toLocaleString('en')} lines/s; trying every sign ${slow.toLocaleString('en')}; ${(quick / slow).toFixed(0)} times as fast`,
  );
}
