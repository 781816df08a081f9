import componentOomKilled from '../checks/kubernetes/component-oom-killed.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRaise, RAISE_RIGHTS } from '../facts/raise-limit.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { components } from '../probes/installation/components.ts';
import { memoryRoom } from '../probes/installation/memory-room.ts';

/** What the guide gives an image controller. */
const LEAST = 512 * 1024 ** 2;

export default defineRemediation({
  id: 'raise-memory',
  risk: 'medium',
  rows: ['B-RES', 'S1-5', 'S1-78', 'S1-84'],
  fixes: [componentOomKilled],
  rights: RAISE_RIGHTS,
  needs: { workloads: componentWorkloads, components, room: memoryRoom },
  plan({ check, data }, { workloads, components: pods, room }, _also, pull) {
    const { component, pod } = data;
    if (component === 'database')
      return {
        state: 'not-ready',
        why: 'all of Harbor stops while the database is made anew; not from here',
      };
    const workload = workloads.workloads.find(({ components: parts }) => parts.includes(component));
    const container = pods.components.find(
      (one) => one.pod === pod && one.component === component,
    )?.container;
    if (!workload || container === undefined)
      return { state: 'not-ready', why: `no Deployment or StatefulSet of \`${component}\` was found` };
    return planRaise({
      remediation: 'raise-memory',
      check,
      workload,
      container,
      what: 'memory',
      least: component === 'image-controller' ? LEAST : 0,
      room,
      pull,
    });
  },
  words: { en: { title: 'Raise its memory limit', would: 'double its memory limit' } },
});
