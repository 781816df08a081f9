import controllerEgressBlocked from '../checks/image-controller/controller-egress-blocked.ts';
import registryConnectionFailed from '../checks/image-controller/registry-connection-failed.ts';
import registryHealthCheckFailed from '../checks/kangaroo/registry-health-check-failed.ts';
import externalUrlUnanswered from '../checks/operator/external-url-unanswered.ts';
import connectionRefused from '../checks/pull/connection-refused.ts';
import connectionTimeout from '../checks/pull/connection-timeout.ts';
import dnsFailure from '../checks/pull/dns-failure.ts';
import networkUnreachable from '../checks/pull/network-unreachable.ts';
import tlsUnknownAuthority from '../checks/pull/tls-unknown-authority.ts';
import endpointUnreachable from '../checks/replication/endpoint-unreachable.ts';
import type { CheckOf } from '../engine/check.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { MEASURES, measuringName } from '../engine/measuring.ts';
import type { Plan } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { MEASURING_CONTAINER, measuringJob, quotaShort, type WayTo } from '../facts/measuring-job.ts';
import { type Whereto, wayTo } from '../facts/way-to.ts';
import { measuringPlace } from '../probes/measuring-place.ts';

const UNREACHED: readonly CheckOf<Whereto>[] = [
  dnsFailure,
  connectionRefused,
  connectionTimeout,
  networkUnreachable,
  tlsUnknownAuthority,
  registryConnectionFailed,
  registryHealthCheckFailed,
  controllerEgressBlocked,
  endpointUnreachable,
  externalUrlUnanswered,
];

const JOBS = { group: 'batch', plural: 'jobs' } as const;
const RIGHTS: readonly ClusterRight[] = [
  { group: 'batch', resource: 'jobs', verb: 'create' },
  { group: 'batch', resource: 'jobs', verb: 'delete' },
  { group: '', resource: 'pods/log', verb: 'get' },
];

export default defineRemediation({
  id: 'measure-in-cluster',
  risk: 'low',
  rows: ['B-PROBE', 'S0-17', 'S1-9', 'S4-14', 'S4-30'],
  fixes: UNREACHED,
  rights: RIGHTS,
  needs: { place: measuringPlace },
  plan({ check, data }, { place }, _also, pull) {
    const way = wayTo(data, pull);
    if (way === null) return { state: 'not-ready', why: 'no host is known that could be measured' };
    const name = measuringName(way.host, way.port);
    const { cluster, namespace, node, image, quotas } = place;
    if (place.jobs.includes(name))
      return {
        state: 'not-ready',
        why: `it was measured just now: the Job \`${namespace}/${name}\` is there until five minutes after its end`,
      };
    const short = quotaShort(quotas);
    if (short !== null)
      return {
        state: 'not-ready',
        why: `the quota \`${short.quota}\` of \`${namespace}\` has no room for its pod (\`${short.resource}\`)`,
      };
    const resolver = pull.pod === undefined ? 'cluster' : 'node';
    const target = { kind: JOBS, namespace, name };
    const what = `Job ${namespace}/${name}, one pod${node === null ? '' : ` on node ${node}`}`;
    const [label = '', value = ''] = MEASURES.split('=');
    const plan: Plan = {
      remediation: 'measure-in-cluster',
      does: `Measure the way to \`${said(way)}\` by a Job in \`${namespace}\`${node === null ? '' : ` on node \`${node}\``}`,
      risk: 'low',
      scope: { cluster, namespace, registry: null },
      steps: [
        {
          do: 'create',
          target,
          body: measuringJob(way, { image, node, resolver }, { [label]: value }),
        },
      ],
      changes: [
        {
          what,
          from: null,
          to: `curl of ${image}: name, port, TLS and GET /v2/ without a login, 120 s at most, deleted 300 s after its end`,
        },
      ],
      interrupts: 'Nothing is interrupted.',
      undo: {
        by: 'steps',
        says: 'Delete the Job and its pod',
        steps: [{ do: 'delete', target, uid: '{made}' }],
        changes: [{ what, from: 'curl', to: null }],
      },
      locks: [`${cluster}/jobs.batch/${namespace}/${name}`],
      verify: {
        check,
        job: { job: target, container: MEASURING_CONTAINER, ...way, resolver },
        withinS: 150,
        steadyS: 0,
      },
      beware: [
        ...(place.imageFrom === 'node'
          ? [`\`${image}\` lies on that node already, so nothing is pulled for it.`]
          : [
              `\`${image}\` is pulled for it, unless the node has it. Where this cluster cannot pull that, mirror it and name the mirror in \`remediations.measuringImage\`.`,
            ]),
        ...(resolver === 'node'
          ? [
              'It asks the node’s DNS as the kubelet does, but goes out by the pods’ network and trusts other authorities than the node.',
            ]
          : []),
      ],
    };
    return { state: 'ready', plan };
  },
  words: {
    en: {
      title: 'Measure from inside the cluster',
      would: 'run a Job in the cluster that tries the way to the registry',
    },
  },
});

function said({ scheme, host, port }: WayTo): string {
  return `${scheme}://${host}:${port}`;
}
