import swiftXStorageUrl from '../checks/storage/swift-x-storage-url.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { INGRESS_RIGHTS, planAnnotation } from '../facts/ingress-annotation.ts';
import { swiftIngress } from '../probes/storage/swift-ingress.ts';

const ANNOTATION = 'nginx.ingress.kubernetes.io/upstream-vhost';
const VHOST = '$host:$server_port';

export default defineRemediation({
  id: 'set-upstream-vhost',
  risk: 'medium',
  rows: ['B-INGRESS', 'S3-27'],
  fixes: [swiftXStorageUrl],
  rights: INGRESS_RIGHTS,
  needs: {},
  uses: { ingress: swiftIngress },
  plan({ check, data }, _facts, { ingress: before }, pull) {
    const { authUrl, storageUrl, wrong, ingress } = data;
    if (wrong !== 'port') return { state: 'not-applicable' };
    if (ingress === null)
      return { state: 'not-ready', why: 'no Ingress of this cluster leads to the gateway' };
    if (before.state !== 'known')
      return {
        state: 'not-ready',
        why: before.state === 'unknown' ? before.why : 'its Ingress was not read',
      };
    if (ingress.upstreamVhost !== null)
      return {
        state: 'not-ready',
        why: `its Ingress has \`upstream-vhost: ${ingress.upstreamVhost}\` already`,
      };
    const { namespace, name, uid, className, keeper } = before.fact;
    if (!/nginx/.test(className ?? ''))
      return {
        state: 'not-ready',
        why: `its Ingress is of class \`${className ?? 'none'}\`: nginx alone knows this`,
      };
    if (new URL(authUrl).protocol !== new URL(storageUrl).protocol)
      return {
        state: 'not-ready',
        why: `it would leave \`http\` as the scheme, where the login is by https. Set \`rgw swift url = ${new URL(authUrl).origin}\` at the gateway`,
      };
    return planAnnotation({
      remediation: 'set-upstream-vhost',
      does: `Let Ingress \`${namespace}/${name}\` tell the gateway by which host and port it was asked`,
      ingress: { namespace, name, uid, keeper },
      annotation: ANNOTATION,
      from: null,
      to: VHOST,
      verify: { check, withinS: 120, steadyS: 0 },
      pull,
    });
  },
  words: {
    en: { title: 'Pass host and port on', would: 'set `upstream-vhost` at the Ingress before the gateway' },
  },
});
