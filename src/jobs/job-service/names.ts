/** Whose jobs those are: replication tasks by their policy, schedules by the policy they start. */
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { JobsSample } from '../../engine/harbor/standstill.ts';
import { plainResource } from '../../engine/harbor/task-error.ts';
import { isOpen } from '../../engine/harbor/telling-execution.ts';
import type { HarborJobs } from '../../engine/jobs-report.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

/** Executions that are not over and whose tasks are read. */
const MOST = 10;

/** By job id. Empty where nothing of replication runs, or Harbor does not tell. */
export async function namesOf(
  harbor: HarborReader,
  samples: readonly JobsSample[],
): Promise<ReadonlyMap<string, string>> {
  const replicates = samples.at(-1)?.workers.some(({ job }) => job?.type === 'REPLICATION') ?? false;
  if (!replicates) return new Map();
  const [policies, executions] = await Promise.all([
    harbor.policies(),
    harbor.executions({ state: 'running', limit: MOST }),
  ]);
  if (executions.ended !== 'found') return new Map();
  const nameOf = new Map(
    policies.ended === 'found' ? policies.value.map(({ id, name }) => [id, name] as const) : [],
  );
  const open = executions.value.items.filter(isOpen).slice(0, MOST);
  const read = await Promise.all(
    open.map(async ({ id, policy }) => {
      const tasks = await harbor.tasks(id, { limit: 100 });
      if (tasks.ended !== 'found') return [];
      return tasks.value.items.flatMap(({ job, from }) =>
        job === null
          ? []
          : [[job, `${nameOf.get(policy) ?? `policy ${policy}`}: ${plainResource(from)}`] as const],
      );
    }),
  );
  return new Map(read.flat());
}

export async function schedulesOf(
  harbor: HarborReader,
): Promise<{ readonly told: HarborJobs['schedules']; readonly spots: readonly BlindSpot[] }> {
  const [schedules, paused, policies] = await Promise.all([
    harbor.schedules(),
    harbor.schedulerPaused(),
    harbor.policies(),
  ]);
  if (schedules.ended !== 'found')
    return { told: null, spots: [{ probe: 'schedules', why: schedules.says }] };
  const nameOf = new Map(
    policies.ended === 'found' ? policies.value.map(({ id, name }) => [id, name] as const) : [],
  );
  const all = schedules.value.map(({ type, of, cron }) => ({
    type,
    of: of === null ? null : type === 'REPLICATION' ? (nameOf.get(of) ?? String(of)) : String(of),
    cron,
  }));
  return { told: { paused: paused.ended === 'found' && paused.value, all }, spots: [] };
}
