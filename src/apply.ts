/** The only way by which anything is written to a cluster or a registry. */
import type { Doors } from './apply/doors.ts';
import { rehearseInHarbor, writeToHarbor } from './apply/harbor.ts';
import { NotTold } from './apply/kube-door.ts';
import { writeToCluster } from './apply/kubernetes.ts';
import { rehearsePullRobot, writePullRobot } from './apply/pull-robot.ts';
import type { Stamp, StepEnding, StepNotes } from './engine/apply-ending.ts';
import type { Plan, Step } from './engine/plan.ts';
import type { Words } from './engine/words.ts';

export interface Applier {
  /** What the systems say to each step without writing any; Harbor, which has no dry run, says whether it takes writes. */
  rehearse(plan: Plan, stamp: Stamp): Promise<Exclude<StepEnding, { ended: 'was-done' }>>;
  /** Writes one step. Safe to repeat with the same stamp and notes. */
  write(step: Step, plan: Plan, stamp: Stamp, notes: StepNotes): Promise<StepEnding>;
}

const words: Words<{
  readonly noCluster: (name: string) => string;
  readonly noHarbor: (registry: string) => string;
}> = {
  en: {
    noCluster: (name) => `this worker has no way to write to the cluster \`${name}\``,
    noHarbor: (registry) => `no login for writing is configured for \`${registry}\` (\`writeLogin\`)`,
  },
};

/** A rehearsal writes nothing, so it remembers nothing. */
const NO_NOTES: StepNotes = { before: null, keep: async () => {} };

function isDeletedBefore({ steps }: Plan, at: number): boolean {
  const step = steps[at];
  const place = (one: Step | undefined): string => (one && 'target' in one ? JSON.stringify(one.target) : '');
  return steps.slice(0, at).some((one) => one.do === 'delete' && place(one) === place(step));
}

export function createApplier(doors: Pick<Doors, 'cluster' | 'harbor'>): Applier {
  async function put(...of: Parameters<typeof tried>): Promise<StepEnding> {
    try {
      return await tried(...of);
    } catch (error) {
      if (error instanceof NotTold) return { ended: 'unsure', says: error.message };
      throw error;
    }
  }

  async function tried(
    step: Step,
    plan: Plan,
    stamp: Stamp,
    how: 'write' | 'rehearse',
    notes = NO_NOTES,
  ): Promise<StepEnding> {
    const refuse = (says: string): StepEnding => ({ ended: 'refused', says });
    const name = plan.scope.cluster ?? '';
    const cluster = doors.cluster(name);
    if (!('registry' in step))
      return cluster ? writeToCluster(step, stamp, cluster, how) : refuse(words.en.noCluster(name));
    const harbor = doors.harbor(step.registry);
    if (!harbor) return refuse(words.en.noHarbor(step.registry));
    if (step.do === 'harbor')
      return how === 'rehearse' ? rehearseInHarbor(harbor) : writeToHarbor(step, stamp, harbor, notes);
    if (!cluster) return refuse(words.en.noCluster(name));
    const robot = how === 'rehearse' ? rehearsePullRobot : writePullRobot;
    return robot(step, stamp, { cluster, harbor });
  }
  return {
    async rehearse(plan, stamp) {
      for (const [at, step] of plan.steps.entries()) {
        const ending = await put(step, plan, stamp, 'rehearse');
        // In a rehearsal nothing is deleted, so what is to be made anew is still in its own way.
        if (ending.ended === 'refused' && ending.code === 'taken' && isDeletedBefore(plan, at)) continue;
        if (ending.ended === 'refused' || ending.ended === 'unsure') return ending;
      }
      return { ended: 'written' };
    },
    write: (step, plan, stamp, notes) => put(step, plan, stamp, 'write', notes),
  };
}
