/** The only way by which anything is written to a cluster or a registry. */
import type { Doors } from './apply/doors.ts';
import { writeToHarbor } from './apply/harbor.ts';
import { writeToCluster } from './apply/kubernetes.ts';
import type { Stamp, StepEnding } from './engine/apply-ending.ts';
import type { Plan, Step } from './engine/plan.ts';
import type { Words } from './engine/words.ts';

export interface Applier {
  /** What the systems say to each step without writing any; Harbor has no dry run and says nothing. */
  rehearse(plan: Plan, stamp: Stamp): Promise<Exclude<StepEnding, { ended: 'was-done' }>>;
  /** Writes one step. Safe to repeat with the same stamp. */
  write(step: Step, plan: Plan, stamp: Stamp): Promise<StepEnding>;
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

export function createApplier(doors: Pick<Doors, 'cluster' | 'harbor'>): Applier {
  async function put(step: Step, plan: Plan, stamp: Stamp, how: 'write' | 'rehearse'): Promise<StepEnding> {
    if (step.do === 'harbor') {
      const door = doors.harbor(step.registry);
      if (!door) return { ended: 'refused', says: words.en.noHarbor(step.registry) };
      return how === 'rehearse' ? { ended: 'written' } : writeToHarbor(step, stamp, door);
    }
    const name = plan.scope.cluster ?? '';
    const door = doors.cluster(name);
    if (!door) return { ended: 'refused', says: words.en.noCluster(name) };
    return writeToCluster(step, stamp, door, how);
  }
  return {
    async rehearse(plan, stamp) {
      for (const step of plan.steps) {
        const ending = await put(step, plan, stamp, 'rehearse');
        if (ending.ended === 'refused' || ending.ended === 'unsure') return ending;
      }
      return { ended: 'written' };
    },
    write: (step, plan, stamp) => put(step, plan, stamp, 'write'),
  };
}
