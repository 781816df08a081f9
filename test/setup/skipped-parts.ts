/** Lists what was skipped for want of a real program; in CI a skip is a failure. */
import type { Reporter, TestModule } from 'vitest/node';

export default class SkippedParts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.moduleId}: ${test.fullName}`),
    );
    if (skipped.length === 0) return;
    process.stderr.write(`\nSkipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
    if (process.env['CI']) {
      process.stderr.write('A skipped test is a failure in CI.\n');
      process.exitCode = 1;
    }
  }
}
