#!/usr/bin/env node
/** `npm run demo`: the production bot in Acme's world, everything outside it emulated, all on loopback. */
import { DemoFailed } from './demo/failed.ts';
import { DemoUsageError, readOptions, USAGE } from './demo/options.ts';
import { runDemo } from './demo/run.ts';
import { PartMissing } from './parts/provide.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await runDemo(options);
  else process.stdout.write(USAGE);
} catch (error) {
  if (error instanceof DemoUsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof DemoFailed || error instanceof PartMissing) {
    process.stderr.write(`${error.message}\n`);
    // Parts that were still starting when another failed would keep the process.
    process.exit(1);
  } else throw error;
}
