import { usedBy } from '../sizes.ts';
import { firstProject } from './first-project.ts';
import { defineSickness } from './sickness.ts';

const GIB = 1_073_741_824;
const LAYERS = 96 * 1_048_576;

/** What is left would not take one more layer. */
export const quotaFull = defineSickness({
  id: 'quota-full',
  title: 'A project has used all but a sliver of its quota',
  strike(state) {
    const project = firstProject(state);
    const { quota } = project;
    const repository = `${project.name}/archive`;
    state.store.push({ repository, tags: ['2025'] });
    state.weights.set(repository, 3 * GIB);
    project.quota = usedBy(state, project) + LAYERS;
    return () => {
      // Four times the room, or none where there was no limit.
      project.quota = quota === -1 ? -1 : Math.max(quota, 4 * project.quota);
    };
  },
});
