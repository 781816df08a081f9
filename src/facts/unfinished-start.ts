/** What core was at when its log ends: a migration or the computation of quotas that has not ended. */
import type { ComponentLog } from '../engine/component-log.ts';

interface Work {
  readonly begins: RegExp;
  readonly ends: RegExp;
}

/** goharbor/harbor 1.9 src/core/main.go and src/common/dao/pgsql.go; the same words until 2.x. */
const WORKS: readonly Work[] = [
  {
    begins: /Start to sync quota data/,
    ends: /Success to sync quota data|[Ff]ail(?:ed)? to sync quota data/,
  },
  {
    begins: /Upgrading schema for pgsql/,
    ends: /The database has been migrated successfully|No change in schema, skip|Failed to upgrade schema/,
  },
];

/** The line with which the unfinished work began; null when nothing is unfinished. */
export function unfinishedStart(
  log: ComponentLog,
): { readonly line: string; readonly at: string | null } | null {
  for (const { begins, ends } of WORKS) {
    const from = log.lines.findLastIndex(({ text }) => begins.test(text));
    const line = log.lines[from];
    if (line && !log.lines.slice(from + 1).some(({ text }) => ends.test(text)))
      return { line: line.text, at: line.at };
  }
  return null;
}
