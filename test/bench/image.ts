/** What the Dockerfile says of how the product runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const dockerfile = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');

/** Options of Node in the image: without them what is measured is another program. */
export const NODE_OPTIONS: string = /^\s*(?:ENV )?NODE_OPTIONS=(\S+)$/m.exec(dockerfile)?.[1] ?? '';

export const BASE: string = /^FROM (node:\S+)/m.exec(dockerfile)?.[1] ?? '';

/** Files and folders that the last stage copies from the repository. */
export function copied(): readonly string[] {
  const lines = dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm);
  const named = [...lines].flatMap(([, sources = '']) => sources.split(' '));
  return [...new Set(named)].filter((name) => name !== 'package-lock.json').map((name) => join(ROOT, name));
}
