import imageControllerStarved from '../checks/image-controller/image-controller-starved.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { planRaise, RAISE_RIGHTS } from '../facts/raise-limit.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { memoryRoom } from '../probes/installation/memory-room.ts';
import { controllerUsage } from '../probes/sync/controller-usage.ts';

/** What the guide gives an image controller: bytes and CPUs. */
const LEAST = { memory: 512 * 1024 ** 2, cpu: 0.5 } as const;

export default defineRemediation({
  id: 'raise-controller-limits',
  risk: 'medium',
  rows: ['B-RES', 'S1-78', 'S1-84'],
  fixes: [imageControllerStarved],
  rights: RAISE_RIGHTS,
  needs: { workloads: componentWorkloads, usage: controllerUsage, room: memoryRoom },
  plan({ check, data }, { workloads, usage, room }, _also, pull) {
    const container = usage.find(({ pod }) => pod === data.pod)?.container;
    const workload = workloads.workloads.find(({ name }) => name === data.deployment);
    if (!workload || container === undefined)
      return { state: 'not-ready', why: `no Deployment \`${data.deployment}\` was found` };
    const what = data.what === 'memory' ? 'memory' : 'cpu';
    return planRaise({
      remediation: 'raise-controller-limits',
      check,
      workload,
      container,
      what,
      least: LEAST[what],
      room,
      pull,
    });
  },
  words: { en: { title: 'Raise the controller’s limits', would: 'double the limit that it fills' } },
});
