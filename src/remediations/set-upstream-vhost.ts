import swiftXStorageUrl from '../checks/storage/swift-x-storage-url.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { INGRESSES } from '../engine/kubernetes/ingress.ts';
import type { Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { swiftIngress } from '../probes/storage/swift-ingress.ts';

const ANNOTATION = 'nginx.ingress.kubernetes.io/upstream-vhost';
const VHOST = '$host:$server_port';
const RIGHTS: readonly ClusterRight[] = [
  { group: INGRESSES.group, resource: INGRESSES.plural, verb: 'patch' },
];

export default defineRemediation({
  id: 'set-upstream-vhost',
  risk: 'medium',
  rows: ['B-INGRESS', 'S3-27'],
  fixes: [swiftXStorageUrl],
  rights: RIGHTS,
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
    const kept = keptBy(keeper, `annotation \`${ANNOTATION}: "${VHOST}"\``);
    if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
    const cluster = pull.installation?.place?.cluster;
    if (cluster === undefined) return { state: 'not-ready', why: 'no cluster leads to it' };
    const target = { kind: INGRESSES, namespace, name };
    const step = (to: string | null, was: string | null): Step => ({
      do: 'patch',
      target,
      how: 'merge',
      body: { metadata: { annotations: { [ANNOTATION]: to } } },
      was: { metadata: { annotations: { [ANNOTATION]: was } } },
      uid,
    });
    const what = `Ingress ${namespace}/${name} · ${ANNOTATION}`;
    return {
      state: 'ready',
      plan: {
        remediation: 'set-upstream-vhost',
        does: `Let Ingress \`${namespace}/${name}\` tell the gateway by which host and port it was asked`,
        risk: 'medium',
        scope: { cluster, namespace, registry: null },
        steps: [step(VHOST, null)],
        changes: [{ what, from: null, to: VHOST }],
        interrupts:
          'nginx reads its configuration anew: connections of this Ingress that are open may be cut.',
        undo: {
          by: 'steps',
          says: 'Take the annotation away again.',
          steps: [step(null, VHOST)],
          changes: [{ what, from: VHOST, to: null }],
        },
        locks: [`${cluster}/ingresses.${INGRESSES.group}/${namespace}/${name}`],
        verify: { check, withinS: 120, steadyS: 0 },
        beware: kept.is === 'warn' ? [kept.beware] : [],
      },
    };
  },
  words: {
    en: { title: 'Pass host and port on', would: 'set `upstream-vhost` at the Ingress before the gateway' },
  },
});
