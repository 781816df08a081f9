/** Lists what was skipped for want of a real program; in CI a skip is a failure. */
import type { Reporter, TestModule } from 'vitest/node';

/** No package of Debian 12 brings a Go that is new enough, so that a bare machine goes without the chart's tests. */
const WITHOUT_GO = /\bneeds Go \(/;

export default class SkippedParts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.moduleId}: ${test.fullName}`),
    );
    if (skipped.length === 0) return;
    process.stderr.write(`\nSkipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
    // GitHub's machines have Go.
    const isAllowed = (name: string): boolean =>
      WITHOUT_GO.test(name) && process.env['GITHUB_ACTIONS'] === undefined;
    if (process.env['CI'] && !skipped.every(isAllowed)) {
      process.stderr.write('A skipped test is a failure in CI.\n');
      process.exitCode = 1;
    }
  }
}
