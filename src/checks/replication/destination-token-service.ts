import { defineComponentCheck } from '../../facts/component-check.ts';
import { runAgain } from '../../facts/jobservice-steps.ts';
import { inTaskLog, isOver, pingEvidence, worksNow } from '../../facts/replication-said.ts';
import { endpointPing } from '../../probes/sync/endpoint-ping.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

const REFUSED =
  /(?:check(?:ing)? (?:the )?existence of (?:blob|the manifest)|failed to push|failed to pull)[^\n]{0,400}(?:\b401\b|UNAUTHORIZED|unauthorized)/;
const UNAUTHORIZED = /\b401\b|unauthorized/i;

export default defineComponentCheck({
  id: 'destination-token-service',
  stage: 'auth',
  severity: 'high',
  rows: ['S4-36'],
  signs: [
    {
      pattern: /check(?:ing)? (?:the )?existence of blob sha256:\w{1,64}[^\n]{0,300}401[^\n]{0,60}/,
      specimen:
        '[ERROR] [transfer.go:395]: an error occurred while checking existence of blob sha256:22c2dd5ee85dc01136051800684b0bf30016a3082f97093c806152bf43d4e089 of auto2/busybox:latest on https://single-tenant.caicloudprivatetest.com: 401 ',
      source: 'a field report',
    },
  ],
  needs: { executions: replicationExecutions, log: replicationTaskLog },
  uses: { ping: endpointPing },
  judge({ executions, log }, { ping }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const seen = inTaskLog(log, REFUSED);
    const pinged = pingEvidence(ping);
    const refusesNow = worksNow(ping) === false && UNAUTHORIZED.test(pinged?.says ?? '');
    if (!seen && !refusesNow) return { outcome: 'pass' };
    const [first, ...rest] = [...(seen ? [seen.said] : []), ...(pinged ? [pinged] : [])];
    if (!first) return { outcome: 'pass' };
    return { outcome: 'fail', evidence: [first, ...rest], data: { now: worksNow(ping) } };
  },
  words: {
    en: {
      title: 'Target’s token service refuses',
      summary: ({ now }) =>
        now === true
          ? 'The other side refuses the endpoint’s account for what it should copy (401), although it lets it log in: it lacks the right, or its token service is another than it names.'
          : 'The other side refuses the endpoint’s account (401).',
      probably: 'the target’s token service does not accept the replication’s login',
      explains:
        'Each blob’s existence is asked with a token. The account’s password changed or ended, the realm of the other side leads to another token service, or the clocks differ.',
      steps: ({ pull }) => [
        'See where the other side sends for tokens: `curl -si https://<other side>/v2/ | grep -i www-authenticate`; the realm must be its own token service.',
        'Try the endpoint’s account there: `docker login <other side>`. Its password cannot be read from Harbor.',
        'If it is refused: enter a valid account or robot at Administration → Registries → this endpoint, and press Test connection.',
        'On Cargo: set `cargo_token_service` to the address of the token service of the same cluster (`docker exec -it tengine cat /etc/hosts`), then `cd /compass/cargo-ansible/cargo; ./restart.sh` (interrupts the registry).',
        runAgain(pull),
      ],
    },
  },
});
