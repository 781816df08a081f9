/** The storm of alerts, smaller than `npm run storm` by itself: what comes of thousands of alerts of twenty roots. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_OPTIONS } from '../image.ts';
import type { Row, Say } from '../row.ts';
import type { Sizes } from '../run.ts';

const RUN = fileURLToPath(new URL('../../storm/run.ts', import.meta.url));
/** Alerts of a second. */
const PACE = 40;

export async function storm(say: Say, { alerts }: Sizes): Promise<readonly Row[]> {
  const argv = ['--alerts', String(alerts), '--seconds', String(Math.ceil(alerts / PACE))];
  const { code, out } = await new Promise<{ code: number; out: string }>((done) => {
    const child = execFile(
      process.execPath,
      [RUN, ...argv],
      { env: { ...process.env, NODE_OPTIONS } },
      (error, stdout) => done({ code: error === null ? 0 : 1, out: stdout }),
    );
    child.stderr?.on('data', (chunk: Buffer) => say(chunk.toString().trim()));
  });
  const lines = out
    .trim()
    .split('\n')
    .map((line) => /^(\S+| {2}\S+)\s+(.*)$/.exec(line));
  return lines.flatMap((match): readonly Row[] => {
    const [, name = '', value = ''] = match ?? [];
    if (name === '') return [];
    const row: Row = { part: 'storm', figure: name.trim(), value };
    return [/^violations$/i.test(name) ? { ...row, bound: 'none', holds: code === 0 } : row];
  });
}
