import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inTaskLog, isOver, pingEvidence } from '../../facts/replication-said.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

const X509 = /x509: [^\n]{1,200}/;

export default defineComponentCheck({
  id: 'endpoint-certificate',
  stage: 'tls',
  severity: 'high',
  rows: [],
  signs: [
    {
      pattern: /on the (?:source|destination) registry:[^\n]{1,400}x509: [^\n]{1,200}/,
      specimen:
        'failed to check the existence of the manifest of artifact shop/cart:1.8.1 on the destination registry: Head "https://harbor-bj.acme.test/v2/shop/cart/manifests/1.8.1": x509: certificate signed by unknown authority',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { ping: endpointPing, other: otherSide },
  judge({ executions, log }, { ping, other }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, X509);
    const pinged = pingEvidence(ping);
    const told = pinged !== null && X509.test(pinged.says) ? pinged : null;
    const [first, ...rest] = [...(seen ? [seen.said] : []), ...(told ? [told] : [])];
    if (!first) return { outcome: 'pass' };
    const says = X509.exec(first.says)?.[0] ?? first.says;
    return { outcome: 'fail', evidence: [first, ...rest], data: { says, host: factOf(other)?.host ?? null } };
  },
  words: {
    en: {
      title: 'Other side’s certificate not accepted',
      summary: ({ says, host }) =>
        `Harbor does not accept the certificate of ${host === null ? 'the other side' : `\`${host}\``}: \`${says}\`.`,
      probably: 'Harbor does not accept the certificate of the other side',
      explains:
        'Core and the job service trust the authorities in their own containers, not those of the nodes.',
      steps: () => [
        'Give Harbor the authority: `caBundleSecretName` of the chart (a Secret with `ca.crt`), or a file in `common/config/shared/trust-certificates` of the compose installation, and restart core and the job service.',
        'If the certificate ended or is for another name, renew it at the other side.',
        'Only for a test: switch off “verify remote certificate” at the endpoint.',
      ],
    },
  },
});
