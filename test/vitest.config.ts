import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of pure functions share one process: most of their time was loading the same modules again. */
const PURE = ['test/checks/**/*.test.ts', 'test/engine/**/*.test.ts'];

/** Minutes long and small as a file, so that it would begin last and be waited for alone. */
const LONGEST = /\/e2e\/storm\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(LONGEST.test(b.moduleId)) - Number(LONGEST.test(a.moduleId)));
  }
}

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
    sequence: { sequencer: LongestFirst },
    projects: [
      // These wait for nothing: what takes so long runs away.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false, testTimeout: 60_000 } },
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
