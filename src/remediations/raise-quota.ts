import quotaExceeded from '../checks/pull/quota-exceeded.ts';
import { sizeOf } from '../engine/bytes.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { configuredHarbor, harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborProject } from '../probes/harbor-project.ts';
import { projectRoom } from '../probes/project-room.ts';

const GIB = 1_073_741_824;
/** Of its quota; with more room than this it is not the quota that is in the way. */
const FULL = 0.95;
/** A quota grows by a quarter, to whole GiB. */
const GROWTH = 1.25;

export default defineRemediation({
  id: 'raise-quota',
  risk: 'medium',
  rows: ['B-QUOTA'],
  fixes: [quotaExceeded],
  rights: [],
  // Robots may since 2.12.
  harborRights: [{ level: 'system', resource: 'quota', action: 'update' }],
  needs: { at: harborProject, room: projectRoom },
  plan({ check }, { at, room: { quota, free } }, _also) {
    const not = (why: string) => ({ state: 'not-ready', why }) as const;
    const { hard, used } = quota;
    if (hard === null || used < FULL * hard)
      return not(`project \`${at.project.name}\` has room in its quota by now`);
    const to = Math.max(Math.ceil((hard * GROWTH) / GIB), Math.floor(hard / GIB) + 1) * GIB;
    const more = to - hard;
    if (free === null)
      return not(
        'how much room the storage has is not told (on Kubernetes Harbor does not know): look at its volume first',
      );
    if (free !== 'object-storage' && more > free / 2)
      return not(
        `the storage has ${sizeOf(free)} left, and ${sizeOf(more)} more for one project would be more than half of it`,
      );
    const harbor = configuredHarbor(at.registry, at.host);
    const put = (storage: number) =>
      harborStep(harbor, { method: 'PUT', path: `/quotas/${quota.id}`, body: { hard: { storage } } });
    const what = `Quota of project ${at.project.name}`;
    return planInHarbor(
      {
        remediation: 'raise-quota',
        does: `Raise the quota of project \`${at.project.name}\` from ${sizeOf(hard)} to ${sizeOf(to)}`,
        risk: 'medium',
        steps: [put(to)],
        changes: [{ what, from: sizeOf(hard), to: sizeOf(to) }],
        interrupts: `Nothing. ${free === 'object-storage' ? 'It lies on object storage, which costs by the byte.' : `The storage has room for it.`}`,
        undo: {
          by: 'steps',
          says: `Set the quota of project ${at.project.name} back to ${sizeOf(hard)}.`,
          steps: [put(hard)],
          changes: [{ what, from: sizeOf(to), to: sizeOf(hard) }],
        },
        lock: `quota/${quota.id}`,
        verify: { check, withinS: 60, steadyS: 0 },
        beware: ['It fills again unless old tags go: a retention rule, then garbage collection.'],
      },
      { state: 'known', fact: { version: at.version }, at: '', ms: 0 },
      harbor,
      '2.12',
    );
  },
  words: { en: { title: 'Raise the quota', would: 'raise the quota of the project by a quarter' } },
});
