import ingressBodyLimit from '../checks/nginx/ingress-body-limit.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { INGRESSES } from '../engine/kubernetes/ingress.ts';
import type { Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { frontIngress } from '../probes/installation/front-ingress.ts';

const UNLIMITED = '0';
const RIGHTS: readonly ClusterRight[] = [
  { group: INGRESSES.group, resource: INGRESSES.plural, verb: 'patch' },
];

export default defineRemediation({
  id: 'set-body-size',
  risk: 'medium',
  rows: ['B-INGRESS', 'S3-8'],
  fixes: [ingressBodyLimit],
  rights: RIGHTS,
  needs: { front: frontIngress },
  plan({ check, data }, { front }, _also, pull) {
    if (front === null) return { state: 'not-ready', why: 'its Ingress is not there any more' };
    const { namespace, name, uid, className, controller, keeper, bodySize } = front;
    if (controller === 'another')
      return {
        state: 'not-ready',
        why: `its Ingress is of class \`${className ?? 'none'}\`: ingress-nginx alone knows this`,
      };
    const { annotation, own, otherwise } = bodySize;
    if ((own ?? otherwise) !== data.size || name !== data.ingress)
      return {
        state: 'not-ready',
        why: `its Ingress has changed meanwhile: \`${name}\` with \`${own ?? otherwise}\``,
      };
    const kept = keptBy(keeper, `annotation \`${annotation}: "${UNLIMITED}"\``);
    if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
    const cluster = pull.installation?.place?.cluster;
    if (cluster === undefined) return { state: 'not-ready', why: 'no cluster leads to it' };
    const target = { kind: INGRESSES, namespace, name };
    const step = (to: string | null, was: string | null): Step => ({
      do: 'patch',
      target,
      how: 'merge',
      body: { metadata: { annotations: { [annotation]: to } } },
      was: { metadata: { annotations: { [annotation]: was } } },
      uid,
    });
    const what = `Ingress ${namespace}/${name} · ${annotation}`;
    return {
      state: 'ready',
      plan: {
        remediation: 'set-body-size',
        does: `Let Ingress \`${namespace}/${name}\` take requests of any size`,
        risk: 'medium',
        scope: { cluster, namespace, registry: null },
        steps: [step(UNLIMITED, own)],
        changes: [{ what, from: own, to: UNLIMITED }],
        interrupts:
          'nginx reads its configuration anew: connections of this Ingress that are open may be cut.',
        undo: {
          by: 'steps',
          says: own === null ? 'Take the annotation away again.' : `Set it to \`${own}\` again.`,
          steps: [step(own, UNLIMITED)],
          changes: [{ what, from: UNLIMITED, to: own }],
        },
        locks: [`${cluster}/ingresses.${INGRESSES.group}/${namespace}/${name}`],
        verify: { check, withinS: 120, steadyS: 0 },
        beware: kept.is === 'warn' ? [kept.beware] : [],
      },
    };
  },
  words: {
    en: {
      title: 'Lift the limit of uploads',
      would: 'set `proxy-body-size` at the Ingress before the registry to `"0"`',
    },
  },
});
