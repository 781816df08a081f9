/** Whether the schema of Harbor's database may be migrating: core must not be ended then. Pure. */
import type { Words } from '../engine/words.ts';
import type { ComponentLogsFact } from '../probes/installation/component-logs.ts';
import type { ComponentsFact } from '../probes/installation/components.ts';
import { unfinishedStart } from './unfinished-start.ts';

const words: Words<{
  job(pod: string): string;
  begun(pod: string, line: string): string;
  unread(pod: string, why: string): string;
}> = {
  en: {
    job: (pod) => `the migration job runs (\`${pod}\`): ending core now can leave the schema dirty`,
    begun: (pod, line) =>
      `core migrates the schema (\`${pod}\`: \`${line}\`): ending it now leaves the schema dirty. Wait until it says that the database has been migrated`,
    unread: (pod, why) =>
      `whether core migrates the schema is not known: the log of \`${pod}\` could not be read: ${why}`,
  },
};

/** Why core must be left alone; null when its log shows that no migration runs. Not knowing is no. */
export function migrating(pods: ComponentsFact, { logs, unread }: ComponentLogsFact): string | null {
  const core = pods.components.filter(({ component }) => component === 'core');
  const job = core.find(({ owner, runs }) => owner?.kind === 'Job' && runs);
  if (job) return words.en.job(job.pod);
  for (const { pod, runs } of core) {
    const log = logs.find((one) => one.pod === pod && one.run === 'current');
    const begun = log ? unfinishedStart(log) : null;
    if (begun) return words.en.begun(pod, begun.line);
    const why = unread.find((one) => one.pod === pod)?.why;
    if (!log && runs) return words.en.unread(pod, why ?? 'it was not asked for');
  }
  return null;
}
