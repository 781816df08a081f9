import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { runAgain } from '../../facts/jobservice-steps.ts';
import { inTaskLog, isOver, pingEvidence, worksNow } from '../../facts/replication-said.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

const CUT =
  /connect: connection refused|connect: no route to host|dial tcp [^\n]{1,80}: i\/o timeout|TLS handshake timeout|context deadline exceeded|connection reset by peer|read: connection timed out/;
/** Told by other checks of their own. */
const ELSE = /no such host|server misbehaving|x509:|40[13]|unauthorized|unsupported auth scheme/i;

export default defineComponentCheck({
  id: 'endpoint-unreachable',
  stage: 'network',
  severity: 'high',
  rows: [],
  signs: [
    {
      pattern: /failed to ping (?:registry \S{1,300}|target):(?![^\n]{0,300}proxyconnect)[^\n]{0,400}/,
      specimen:
        '2023-02-20T00:24:32Z [ERROR] [/pkg/reg/adapter/native/adapter.go:126]: failed to ping registry https://registry-1.docker.io: Get https://registry-1.docker.io/v2/: dial tcp 34.205.13.154:443: i/o timeout',
      source: 'goharbor/harbor#18270',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { ping: endpointPing, other: otherSide },
  judge({ executions, log }, { ping, other }) {
    const pinged = pingEvidence(ping);
    const sick = worksNow(ping) === false && pinged !== null && !ELSE.test(pinged.says);
    if (isOver(executions) && !sick) return { outcome: 'pass' };
    const seen = inTaskLog(log, CUT);
    const explained = log.some(({ error }) => error !== null && ELSE.test(error));
    if (!seen && (!sick || explained)) return { outcome: 'pass' };
    const here = factOf(other);
    const [first, ...rest] = [
      ...(seen ? [seen.said] : []),
      ...(pinged ? [pinged] : []),
      ...(here ? [{ source: 'from here', says: here.says }] : []),
    ];
    if (!first) return { outcome: 'pass' };
    const url = factOf(ping)?.endpoint.url ?? here?.origin ?? seen?.log.task.to ?? '';
    return {
      outcome: 'fail',
      evidence: [first, ...rest],
      data: { url, now: worksNow(ping), here: here?.ended ?? null },
    };
  },
  words: {
    en: {
      title: 'Endpoint unreachable',
      summary: ({ url, now, here }) =>
        `Harbor ${now === true ? 'could not reach' : 'cannot reach'} the other side, \`${url}\`${
          now === true
            ? '; this minute it can'
            : here === 'answered'
              ? '; from here it answers, so something between Harbor and it is in the way'
              : ''
        }.`,
      probably: 'the registry endpoint cannot be reached from core',
      explains:
        'DNS, network, proxy or certificate stand between core’s and the job service’s pods and the other side.',
      steps: ({ data, pull }) => [
        `From inside: \`kubectl exec deploy/<harbor>-core -- curl -sv ${data?.url ?? '<endpoint>'}/v2/\` tells at which step it ends.`,
        'Look at egress: NetworkPolicies of Harbor’s namespace, firewalls, and the proxy that core and the job service are given (HTTP_PROXY, NO_PROXY).',
        runAgain(pull),
      ],
    },
  },
});
