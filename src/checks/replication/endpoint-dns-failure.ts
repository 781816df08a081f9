import { factOf } from '../../facts/answered.ts';
import { clusterHostsEvidence } from '../../facts/cluster-hosts.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { restartJobservice, runAgain, stopExecution } from '../../facts/jobservice-steps.ts';
import { inTaskLog, isOver, pingEvidence, worksNow } from '../../facts/replication-said.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { jobserviceNames } from '../../probes/sync/jobservice-names.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

/** Go's resolver names the server it asked; musl and a container's ping say it shorter. */
const NO_HOST =
  /lookup ([\w.-]{1,253})(?: on ([\w.:[\]-]{1,60}))?: (?:no such host|server misbehaving|[^\n]{0,60}i\/o timeout)/;

export default defineComponentCheck({
  id: 'endpoint-dns-failure',
  stage: 'dns',
  severity: 'high',
  rows: ['S4-29', 'S4-30', 'S4-31', 'S4-32', 'S4-33', 'S4-34'],
  signs: [
    {
      pattern: /on the (?:source|destination) registry:[^\n]{1,400}: no such host/,
      specimen:
        'failed to check the existence of the manifest of artifact shop/cart:1.8.1 on the destination registry: Head "https://harbor-bj.acme.test/v2/shop/cart/manifests/1.8.1": dial tcp: lookup harbor-bj.acme.test on 10.96.0.10:53: no such host',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go; a field report',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { ping: endpointPing, other: otherSide, names: jobserviceNames },
  judge({ executions, log }, { ping, other, names }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, NO_HOST);
    const pinged = pingEvidence(ping);
    const inPing = NO_HOST.exec(pinged?.says ?? '');
    const match = seen?.match ?? inPing;
    if (!match) return { outcome: 'pass' };
    const here = factOf(other);
    const told = factOf(names);
    const evidence = [
      ...(seen ? [seen.said] : []),
      ...(pinged ? [pinged] : []),
      ...(here ? [{ source: `from here, asking ${here.resolver}`, says: here.says }] : []),
      ...(told?.aliases ?? []).map(({ deployment, address }) => ({
        source: `Deployment ${deployment}`,
        says: `hostAliases: ${address === null ? `none for ${told?.host ?? ''}` : `${address} ${told?.host ?? ''}`}`,
      })),
      ...clusterHostsEvidence(told?.hosts ?? null),
    ];
    const [first, ...rest] = evidence;
    if (!first) return { outcome: 'pass' };
    const data = {
      host: match[1] ?? '',
      resolver: match[2] ?? null,
      here:
        here === null
          ? ('unknown' as const)
          : here.ended === 'dns'
            ? ('fails' as const)
            : ('resolves' as const),
      now: worksNow(ping),
      execution: executions.telling?.id ?? null,
      open: executions.telling !== null && executions.telling.endedAt === null,
    };
    return { outcome: 'fail', evidence: [first, ...rest], data };
  },
  words: {
    en: {
      title: 'Other side’s name not known to the job service',
      summary: ({ host, resolver, here, now }) =>
        `The job service cannot resolve \`${host}\`${resolver === null ? '' : ` (asked \`${resolver}\`, the DNS of its pods)`}${
          here === 'fails'
            ? '; from here the name is not known either'
            : here === 'resolves'
              ? '; from here the name resolves, so only that DNS lacks it'
              : ''
        }${now === true ? '. Core reaches the endpoint this minute: it may be mended' : ''}.`,
      probably: 'the job service cannot resolve the name of the other side',
      explains:
        'Replication runs in the job service, which asks the DNS of its own pod or container, not that of a person’s machine. Its tasks are retried again and again until the name resolves.',
      steps: ({ data, pull }) => [
        ...(data?.here === 'fails'
          ? [`Correct the endpoint’s URL, or make a DNS record for \`${data.host}\`.`]
          : []),
        `On Kubernetes: add the name to the \`hosts\` block of CoreDNS (\`kubectl -n kube-system edit configmap coredns\`) or to \`hostAliases\` of the job service’s and core’s pods.`,
        'With docker-compose: see `docker exec harbor-jobservice cat /etc/hosts` (its image has no ping; try `docker exec tengine ping <name>` on Cargo), and put the name into `extra_hosts` of the compose file or into the DNS. An edit of /etc/hosts inside a container is lost when it is made anew.',
        ...(data === undefined || data.open
          ? [`Once it resolves, ${lower(stopExecution(pull, data?.execution ?? null))}`]
          : []),
        `${runAgain(pull)} On Cargo, start the sync again in Cargo-Admin.`,
        `Only if it still does not resolve there: ${lower(restartJobservice(pull))}`,
      ],
    },
  },
});

function lower(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
