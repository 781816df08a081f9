import imageControllerStarved from '../checks/image-controller/image-controller-starved.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import type { Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { planRestart, RESTART_RIGHTS } from '../facts/restart-component.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { controllerSettings } from '../probes/sync/controller-settings.ts';

const KEY = 'max_concurrent_pulls';
const PATCH: ClusterRight = { group: '', resource: 'configmaps', verb: 'patch' };
const LEAST = 2;

export default defineRemediation({
  id: 'lower-concurrent-pulls',
  risk: 'medium',
  rows: ['B-CM', 'S1-47'],
  fixes: [imageControllerStarved],
  rights: [PATCH, ...RESTART_RIGHTS],
  needs: { settings: controllerSettings, workloads: componentWorkloads },
  plan({ check }, { settings, workloads }, _also, pull) {
    const now = settings?.data[KEY];
    const pulls = Number(now);
    if (!settings || now === undefined || !Number.isInteger(pulls))
      return {
        state: 'not-ready',
        why: `its ConfigMap \`image-controller-config\` has no number as \`${KEY}\``,
      };
    const to = Math.max(LEAST, Math.floor(pulls / 2));
    if (to >= pulls)
      return { state: 'not-ready', why: `\`${KEY}\` is ${pulls} already: fewer side by side do not help` };
    const kept = keptBy(settings.keeper, `\`${KEY}: "${to}"\``);
    if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
    const restart = planRestart({
      remediation: 'lower-concurrent-pulls',
      check,
      component: 'image-controller',
      risk: 'medium',
      interrupts: 'The controller is started anew to read it: every sync that runs is cut and begun again.',
      found: workloads,
      pull,
    });
    if (restart.state !== 'ready') return restart;
    const { namespace, name, uid } = settings;
    const target = { kind: { group: '', plural: 'configmaps' }, namespace, name };
    const step = (value: string, was: string): Step => ({
      do: 'patch',
      target,
      how: 'merge',
      body: { data: { [KEY]: value } },
      was: { data: { [KEY]: was } },
      uid,
    });
    const what = `ConfigMap ${namespace}/${name} · ${KEY}`;
    const { plan } = restart;
    return {
      state: 'ready',
      plan: {
        ...plan,
        does: `Let the image controller pull ${to} images at once instead of ${pulls}, and start it anew`,
        steps: [step(String(to), now), ...plan.steps],
        changes: [{ what, from: now, to: String(to) }, ...plan.changes],
        undo: {
          by: 'steps',
          says: `Set \`${KEY}\` back to ${pulls} and start the controller anew`,
          steps: [step(now, String(to)), ...plan.steps],
          changes: [{ what, from: String(to), to: now }, ...plan.changes],
        },
        locks: [`${plan.scope.cluster}/configmaps/${namespace}/${name}`, ...plan.locks],
        beware: [...plan.beware, ...(kept.is === 'warn' ? [kept.beware] : [])],
      },
    };
  },
  words: {
    en: { title: 'Pull fewer images at once', would: 'halve how many images it pulls at once' },
  },
});
