import ingressBodyLimit from '../checks/nginx/ingress-body-limit.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { INGRESS_RIGHTS, planAnnotation } from '../facts/ingress-annotation.ts';
import { frontIngress } from '../probes/installation/front-ingress.ts';

const UNLIMITED = '0';
export default defineRemediation({
  id: 'set-body-size',
  risk: 'medium',
  rows: ['B-INGRESS', 'S3-8'],
  fixes: [ingressBodyLimit],
  rights: INGRESS_RIGHTS,
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
    return planAnnotation({
      remediation: 'set-body-size',
      does: `Let Ingress \`${namespace}/${name}\` take requests of any size`,
      ingress: { namespace, name, uid, keeper },
      annotation,
      from: own,
      to: UNLIMITED,
      verify: { check, withinS: 120, steadyS: 0 },
      pull,
    });
  },
  words: {
    en: {
      title: 'Lift the limit of uploads',
      would: 'set `proxy-body-size` at the Ingress before the registry to `"0"`',
    },
  },
});
