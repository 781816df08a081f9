import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of pure functions share one process: most of their time was loading the same modules again. */
const PURE = ['test/checks/**/*.test.ts', 'test/engine/**/*.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    globalSetup: ['test/setup/parts.ts'],
    reporters: ['default', './test/setup/skipped-parts.ts'],
    // What a test waits for has its own patience and says what did not come; these only end what hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A machine busy with other tests starves a process of seconds; on the good path patience costs nothing.
    expect: { poll: { timeout: 90_000 } },
    maxWorkers: 2,
    projects: [
      // These wait for nothing: what takes so long runs away.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false, testTimeout: 60_000 } },
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
