import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeWith } from '../../setup/part.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describeWith('redis', 'the demo under npm', () => {
  test('a SIGTERM to npm, which its shell keeps to itself, still ends the demo', async () => {
    const argv = ['run', '--silent', 'demo', '--', '--headless', '--port', '0'];
    const npm = spawn('npm', argv, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = createInterface({ input: npm.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const { url }: { url: string } = JSON.parse(line);
    expect((await fetch(url)).status).toBe(200);
    npm.kill('SIGTERM');
    const answers = (): Promise<boolean> =>
      fetch(url).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 90_000, interval: 200 }).toBe(false);
  });
});
