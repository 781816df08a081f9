import imageSyncFailed from '../checks/image-controller/image-sync-failed.ts';
import registryConnectionFailed from '../checks/image-controller/registry-connection-failed.ts';
import type { CheckOf } from '../engine/check.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import type { Change, Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { whyNotRoll } from '../facts/roll-safely.ts';
import { componentWorkloads } from '../probes/installation/component-workloads.ts';
import { imageSyncs } from '../probes/installation/image-syncs.ts';
import { controllerLogging, LOG_LEVEL } from '../probes/sync/controller-logging.ts';

const UNEXPLAINED: readonly CheckOf<object>[] = [registryConnectionFailed, imageSyncFailed];
const RIGHTS: readonly ClusterRight[] = [{ group: 'apps', resource: 'deployments', verb: 'patch' }];
const DEBUG = 'debug';

export default defineRemediation({
  id: 'turn-on-debug',
  risk: 'medium',
  rows: ['B-ENV', 'S1-88'],
  fixes: UNEXPLAINED,
  rights: RIGHTS,
  needs: { logging: controllerLogging, workloads: componentWorkloads, syncs: imageSyncs },
  plan({ check }, { logging: { found, minutes }, workloads, syncs }, _also, pull) {
    const refuse = (why: string) => ({ state: 'not-ready', why }) as const;
    const workload = workloads.workloads.find(({ kind, uid }) => kind === 'Deployment' && uid === found?.uid);
    const cluster = pull.installation?.place?.cluster ?? pull.sync?.cluster;
    if (!found || !workload || cluster === undefined)
      return refuse('no Deployment of the image controller with a pod was found');
    const { container, set, level } = found;
    const { namespace, name, uid } = workload;
    if (level?.toLowerCase() === DEBUG) return refuse(`\`${name}\` logs at \`${DEBUG}\` already`);
    if (set === 'elsewhere')
      return refuse(
        `\`${LOG_LEVEL}\` of \`${name}\` is read from elsewhere (\`valueFrom\`); set it to \`${DEBUG}\` there, and start the controller anew`,
      );
    const running = syncs.repositories.find(({ sync }) => sync.state === 'syncing');
    if (running)
      return refuse(
        `\`${running.namespace}/${running.name}\` is being synced, and a restart cuts that; wait until it is over`,
      );
    const kept = keptBy(
      workload.keeper,
      `\`${LOG_LEVEL}: ${DEBUG}\` in \`env\` of container \`${container}\``,
    );
    if (kept.is === 'theirs') return refuse(kept.why);
    const rolls = whyNotRoll(workload, workload);
    if (rolls !== null) return refuse(rolls);
    if (workload.rollout === 'waiting')
      return refuse(`\`${name}\` is rolling out already; wait until that is over`);
    const time = minutes === 1 ? '1 minute' : `${minutes} minutes`;
    const target = { kind: { group: 'apps', plural: 'deployments' }, namespace, name };
    const step = (to: string | null, was: string | null): Step => ({
      do: 'patch',
      target,
      how: 'strategic',
      body: environment(container, to),
      uid,
      was: environment(container, was),
    });
    const what = `Deployment ${namespace}/${name} · ${LOG_LEVEL} of \`${container}\``;
    const change = (from: string | null, to: string | null): Change => ({ what, from, to });
    return {
      state: 'ready',
      plan: {
        remediation: 'turn-on-debug',
        does: `Let Deployment \`${namespace}/${name}\` log at \`${DEBUG}\` for ${time}`,
        risk: 'medium',
        scope: { cluster, namespace, registry: null },
        steps: [step(DEBUG, level)],
        changes: [change(level, DEBUG)],
        interrupts:
          'The controller is started anew, now and when it is taken back; a sync that begins meanwhile may be cut.',
        undo: {
          by: 'steps',
          says:
            level === null ? `Take \`${LOG_LEVEL}\` away again` : `Set \`${LOG_LEVEL}\` back to \`${level}\``,
          steps: [step(level, DEBUG)],
          changes: [change(DEBUG, level)],
        },
        revert: { afterS: minutes * 60 },
        locks: [`${cluster}/deployments.apps/${namespace}/${name}`],
        verify: {
          check,
          rollout: target,
          debug: { owner: { kind: 'Deployment', name }, container },
          withinS: 300,
          steadyS: 0,
        },
        beware: [
          `It takes itself back ${time} after it is written, without another yes; if somebody sets \`${LOG_LEVEL}\` otherwise until then, that stays.`,
          ...(kept.is === 'warn' ? [kept.beware] : []),
        ],
      },
    };
  },
  words: {
    en: {
      title: 'Log at debug for a while',
      would: 'let the image controller log at `debug` and take that back by itself',
    },
  },
});

/** Of this one variable; null: it is not there. */
function environment(container: string, level: string | null) {
  const variable = level === null ? { name: LOG_LEVEL, $patch: 'delete' } : { name: LOG_LEVEL, value: level };
  return { spec: { template: { spec: { containers: [{ name: container, env: [variable] }] } } } };
}
