/** Provides the real programs that tests run against, once, before any test file. */
import type { TestProject } from 'vitest/node';
import { PARTS, type PartName, provide } from '../../src/sandbox/parts/provide.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of each program, or why it is not here. */
    parts: Record<PartName, { path: string } | { missing: string }>;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const parts = {} as Record<PartName, { path: string } | { missing: string }>;
  // One after the other: apt-get holds a lock.
  for (const name of Object.keys(PARTS) as PartName[]) {
    parts[name] = await provide(name, say).then(
      (path) => ({ path }),
      (error: unknown) => ({ missing: error instanceof Error ? error.message : String(error) }),
    );
  }
  project.provide('parts', parts);
}
