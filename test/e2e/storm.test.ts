/** A short storm with everything killed in its middle; the long one is `npm run storm`. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';

const STORM = fileURLToPath(new URL('../storm/run.ts', import.meta.url));

describeWith('redis', 'a storm of alerts', () => {
  test('twenty roots are twenty threads, nothing is lost and nothing comes twice', async () => {
    const ended = await new Promise<{ code: number; out: string }>((resolve) => {
      const argv = [STORM, '--alerts', '1000', '--seconds', '12', '--restart'];
      execFile(process.execPath, argv, (error, out) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out }),
      );
    });
    expect(ended.out).toContain('violations      0');
    expect(ended.code).toBe(0);
  }, 600_000);
});
