/** A configuration file of a test, in a folder of its own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function configFile(yaml: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'registry-medic.yaml');
  writeFileSync(path, yaml);
  return path;
}
