#!/usr/bin/env node
/** `npm run demo`: the production bot in Acme's world, everything outside it emulated, all on loopback. */
import { DemoUsageError, readOptions, USAGE } from './demo/options.ts';
import { runDemo } from './demo/run.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await runDemo(options);
  else process.stdout.write(USAGE);
} catch (error) {
  if (!(error instanceof DemoUsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
