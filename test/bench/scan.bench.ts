/**
 * `node test/bench/scan.bench.ts [lines]`: ordinary lines of Harbor's components with a trouble now and then,
 * through every sign of the catalogue. Prints lines a second, memory, and how that compares with splitting the
 * same bytes into lines and nothing else.
 */
import { linesOf } from '../../src/clients/kubernetes/lines.ts';
import type { Check } from '../../src/engine/check.ts';
import { scanLog } from '../../src/jobs/scan-logs/scan-log.ts';
import { loadFolder } from '../../src/load.ts';

const LINES = Number(process.argv[2] ?? 200_000);
const MIB = 1024 * 1024;
/** One line in so many is a trouble. */
const TROUBLE_EVERY = 500;

/** Pseudo-random, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

const next = numbers(7);
const hex = (length: number): string =>
  Array.from({ length: Math.ceil(length / 8) }, () => next().toString(16).padStart(8, '0'))
    .join('')
    .slice(0, length);

const ORDINARY: readonly ((at: string) => string)[] = [
  (at) =>
    `${at} [INFO] [/server/middleware/security/robot.go:71][requestID="${hex(32)}"]: a robot security context generated for request GET /service/token`,
  (at) =>
    `${at} [DEBUG] [/server/middleware/log/log.go:31]: attach request id ${hex(32)} to the logger for the request HEAD /v2/shop/cart/manifests/1.8.${next() % 90}`,
  (at) =>
    `${at} [INFO] [/controller/replication/execution.go:${next() % 400}][requestID="${hex(8)}"]: created an execution record, id: ${next() % 100_000}, policy ID: ${next() % 50}, trigger: event_based`,
  (at) =>
    `10.244.${next() % 255}.${next() % 255} - "GET /v2/shop/cart/blobs/sha256:${hex(64)} HTTP/1.1" 200 ${next() % 9_000_000} "-" "containerd/v1.7.24" ${at}`,
  (at) =>
    `time="${at}" level=info msg="response completed" go.version=go1.23 http.request.host=harbor.acme.test http.request.id=${hex(32)} http.request.method=HEAD http.request.uri="/v2/shop/cart/manifests/1.${next() % 90}" http.response.status=200 http.response.written=${next() % 4_000}`,
  (at) =>
    `${at} [INFO] [/jobservice/worker/cworker/c_worker.go:77]: Job incoming: {"name":"REPLICATION","id":"${hex(24)}","t":${next() % 1e9},"args":null}`,
  (at) =>
    `${at} UTC [${next() % 900}] LOG:  checkpoint complete: wrote ${next() % 900} buffers (0.${next() % 10}%); 0 WAL file(s) added`,
  (at) => `1:M ${at} * Background saving terminated with success, ${next() % 900} changes in 60 seconds`,
];
const TROUBLES: readonly ((at: string) => string)[] = [
  (at) =>
    `${at} [ERROR] [/lib/cache/redis/redis.go:${next() % 99}]: dial tcp 10.96.0.${next() % 99}:6379: connect: connection refused`,
  (at) =>
    `${at} [ERROR] [/common/config/config.go:70]: failed to get key admiral_url, error: the configure value is not set`,
  (at) =>
    `${at} [ERROR] [/pkg/flux/capacitor.go:${next() % 99}]: something nobody has seen, code ${next() % 9_999}`,
];

function logOf(lines: number): Buffer {
  const start = Date.UTC(2026, 2, 1);
  const all = Array.from({ length: lines }, (_, n) => {
    const kinds = n % TROUBLE_EVERY === 0 ? TROUBLES : ORDINARY;
    return kinds[next() % kinds.length]?.(new Date(start + n * 10).toISOString()) ?? '';
  });
  return Buffer.from(`${all.join('\n')}\n`);
}

async function* pieces(all: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.byteLength; at += 65_536) yield all.subarray(at, at + 65_536);
}

async function split(all: Buffer): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const line of linesOf(pieces(all), 64 * 1024)) if (line !== '') count += 1;
  return count / ((performance.now() - started) / 1000);
}

const checks = await loadFolder<Check>(new URL('../../src/checks/', import.meta.url));
const log = logOf(LINES);
const bare = await split(log);
const before = process.memoryUsage().rss;
const reply = await scanLog('bench', pieces(log), checks);
if (reply.kind !== 'scan-logs') throw new Error(reply.kind);
const { lines, ms, causes, noise, unexplained } = reply.report;
const rate = lines / (ms / 1000);
process.stdout.write(
  [
    `${lines.toLocaleString('en')} lines, ${(log.byteLength / MIB).toFixed(1)} MiB, ${checks.flatMap((check) => check.signs).length} signs`,
    `scanned: ${Math.round(rate).toLocaleString('en')} lines/s`,
    `bare line split: ${Math.round(bare).toLocaleString('en')} lines/s, ${(bare / rate).toFixed(0)} times as fast`,
    `memory while scanning: +${((process.memoryUsage().rss - before) / MIB).toFixed(0)} MiB`,
    `causes: ${causes.map(({ id, count }) => `${id} ${count}`).join(', ')}; noise ${noise.length}; unexplained ${unexplained.length}`,
    '',
  ].join('\n'),
);
