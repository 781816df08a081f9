/** A log as Harbor's components write it: ordinary lines, and a trouble now and then. The same in every run. */

/** One line in so many is a trouble. */
const TROUBLE_EVERY = 500;
const CHUNK_LINES = 600;

type MakeLine = (at: string) => string;

export interface MadeLog {
  lines(count: number): Generator<string>;
  /** In chunks of about 64 KiB, up to so many bytes. */
  chunks(bytes: number): AsyncGenerator<Buffer>;
}

export function madeLog(seed: number): MadeLog {
  const next = numbers(seed);
  const { ordinary, troubles } = kindsOf(next);
  const start = Date.UTC(2026, 2, 1);
  const lineAt = (n: number): string => {
    const kinds = n % TROUBLE_EVERY === 0 ? troubles : ordinary;
    return kinds[next() % kinds.length]?.(new Date(start + n * 10).toISOString()) ?? '';
  };
  return {
    *lines(count) {
      for (let n = 0; n < count; n += 1) yield lineAt(n);
    },
    async *chunks(bytes) {
      let left = bytes;
      for (let n = 0; left > 0; n += CHUNK_LINES) {
        const lines = Array.from({ length: CHUNK_LINES }, (_, at) => lineAt(n + at));
        const chunk = Buffer.from(`${lines.join('\n')}\n`);
        left -= chunk.byteLength;
        yield chunk;
      }
    },
  };
}

/** Pseudo-random, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

function kindsOf(next: () => number): {
  readonly ordinary: readonly MakeLine[];
  readonly troubles: readonly MakeLine[];
} {
  const hex = (length: number): string =>
    Array.from({ length: Math.ceil(length / 8) }, () => next().toString(16).padStart(8, '0'))
      .join('')
      .slice(0, length);
  /** Letters, so that no two lines are alike once numbers and ids are left out. */
  const word = (): string => hex(8).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '');
  return {
    ordinary: [
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
      (at) =>
        `1:M 01 Mar 2026 ${at.slice(11, 23)} * Background saving terminated with success, ${next() % 900} changes in 60 seconds`,
      (at) => `${at} [WARNING] [/controller/project.go:31]: ${word()} has no ${word()} for ${word()}`,
    ],
    troubles: [
      (at) =>
        `${at} [ERROR] [/lib/cache/redis/redis.go:${next() % 99}]: dial tcp 10.96.0.${next() % 99}:6379: connect: connection refused`,
      (at) =>
        `${at} [ERROR] [/common/config/config.go:70]: failed to get key admiral_url, error: the configure value is not set`,
      (at) => `${at} [ERROR] [/pkg/flux/${word()}.go:${next() % 99}]: ${word()} nobody has seen, ${word()}`,
    ],
  };
}
