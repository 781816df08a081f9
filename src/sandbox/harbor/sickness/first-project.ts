import type { HarborState, Project } from '../state.ts';

/** Where a sickness of content shows; made when there is none. */
export function firstProject(state: HarborState): Project {
  const wanted = state.projects.get('shop') ?? [...state.projects.values()].find((one) => !one.proxyOf);
  if (wanted) return wanted;
  const made: Project = { id: 1, name: 'shop', public: false, quota: -1, createdAt: state.now() };
  state.projects.set(made.name, made);
  return made;
}
