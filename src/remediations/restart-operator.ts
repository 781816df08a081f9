import operatorStatusStale from '../checks/operator/operator-status-stale.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { DELETE_POD_RIGHT } from '../facts/waiting-pod.ts';
import { operatorPods } from '../probes/installation/operator-pods.ts';

const PLURAL: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deployments'],
  ['StatefulSet', 'statefulsets'],
]);

export default defineRemediation({
  id: 'restart-operator',
  risk: 'low',
  rows: ['B-OPRESTART', 'S0-9'],
  fixes: [operatorStatusStale],
  rights: [DELETE_POD_RIGHT],
  needs: { pods: operatorPods },
  plan({ check, data }, { pods }, _also, pull) {
    const [pod, ...others] = pods;
    const cluster = pull.installation?.place?.cluster;
    if (!pod || cluster === undefined)
      return { state: 'not-ready', why: 'no pod of harbor-operator was found in this cluster' };
    if (others.length > 0)
      return {
        state: 'not-ready',
        why: `harbor-operator has ${pods.length} pods; one of them leads, and its Lease tells which: \`kubectl -n ${pod.namespace} get lease\``,
      };
    const { namespace, name, uid, owner } = pod;
    const plural = PLURAL.get(owner?.kind ?? '');
    if (!owner || plural === undefined)
      return {
        state: 'not-ready',
        why: `nobody would make \`${namespace}/${name}\` anew: it has no controller`,
      };
    return {
      state: 'ready',
      plan: {
        remediation: 'restart-operator',
        does: `Delete the operator’s pod \`${namespace}/${name}\`; ${owner.kind} \`${owner.name}\` makes it anew`,
        risk: 'low',
        scope: { cluster, namespace, registry: null },
        steps: [{ do: 'delete', target: { kind: { group: '', plural: 'pods' }, namespace, name }, uid }],
        changes: [
          { what: `Pod ${namespace}/${name}, which its controller makes anew`, from: 'runs', to: null },
        ],
        interrupts:
          'Nothing in the way of pulls and pushes. Changes of the HarborCluster wait for the new pod.',
        undo: { by: 'none', why: 'A restart cannot be taken back.' },
        locks: [`${cluster}/${plural}.apps/${namespace}/${owner.name}`],
        verify: {
          check,
          rollout: { kind: { group: 'apps', plural }, namespace, name: owner.name },
          withinS: 300,
          steadyS: 0,
        },
        beware: [`At its start it looks at every Harbor it keeps, not at \`${data.name}\` alone.`],
      },
    };
  },
  words: { en: { title: 'Restart the operator', would: 'restart harbor-operator' } },
});
