/** Literal workloads of an installation. */
import type { Pull } from '../../src/engine/subject.ts';
import type { ComponentWorkload } from '../../src/probes/installation/component-workloads.ts';
import { WORKLOAD } from './setup.ts';

export const AT = '2026-11-21T03:00:00.000Z';
const BEFORE = '2026-11-20T03:00:00.000Z';

export const OLD_POD = { name: 'p-old', uid: 'p-1', createdAt: BEFORE, phase: 'Running' };
export const NEW_POD = { name: 'p-new', uid: 'p-2', createdAt: AT, phase: 'Pending' };

/** Names of a Helm release; one replica, no volumes, rolled out. */
export function workloads(component: string, over: Partial<ComponentWorkload> = {}) {
  const workload: ComponentWorkload = {
    ...WORKLOAD,
    namespace: 'harbor',
    name: `harbor-${component}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    components: [component],
    modes: [],
    pods: [OLD_POD],
    ...over,
  };
  return { at: AT, workloads: [workload] };
}

export const HARBOR: Pull = {
  image: 'harbor.acme.test',
  installation: {
    name: 'harbor',
    product: 'harbor',
    host: 'harbor.acme.test',
    place: { cluster: 'prod', namespace: 'harbor', instance: 'harbor' },
    installer: 'helm',
    foundBy: 'configuration',
  },
};

export const NO_COLLECTION = { runs: [], schedule: null, failedLog: null };
export const COLLECTING = {
  runs: [{ id: 7, state: 'running', dryRun: false, createdAt: BEFORE }],
  schedule: null,
  failedLog: null,
};
export const WELL = ['database', 'redis'].map((name) => ({ name, healthy: true, error: null }));
