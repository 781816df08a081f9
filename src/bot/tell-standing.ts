/** What the bot reads of everybody's work when somebody scrapes: queues, approvals, troubles, the audit. */
import type { RedisConnection } from '../clients/redis.ts';
import type { KnownCluster } from '../jobs/queues.ts';
import { queuesOf, TOLD_DELIVERIES, tellQueues } from '../jobs/tell-queues.ts';
import { troublesOpen } from '../metrics/alerts.ts';
import { auditRecords, auditWhole } from '../metrics/audit.ts';
import { approvalsOpen, approvalsOverdue } from '../metrics/fixes.ts';
import { readAtScrape } from '../metrics/scrape.ts';
import { approvalStore } from '../store/approvals.ts';
import { type AuditStore, auditStore } from '../store/audit.ts';
import { troubleStore } from '../store/troubles.ts';

/** Following the whole chain reads all of it, so a scrape does so seldom, milliseconds. */
const FOLLOW_EVERY_MS = 60 * 60 * 1000;

/** Until what it returns is called. */
export function tellStanding(
  redis: RedisConnection,
  clusters: readonly Pick<KnownCluster, 'name'>[],
): () => Promise<void> {
  const everywhere = [null, ...clusters.map(({ name }) => name)];
  const queues = [TOLD_DELIVERIES, ...queuesOf(['diagnose', 'triage', 'remediate'], everywhere)];
  const untoldQueues = tellQueues(redis, queues);
  const approvals = approvalStore(redis);
  const troubles = troubleStore(redis);
  const audit = auditStore(redis);
  const followed = follower(audit);
  const untold = readAtScrape({
    forget() {
      for (const gauge of [approvalsOpen, approvalsOverdue, troublesOpen, auditRecords, auditWhole])
        gauge.remove();
    },
    async read() {
      const [open, overdue, trouble, records] = await Promise.all([
        approvals.waiting(),
        approvals.due(Date.now()),
        troubles.openIds(),
        audit.count(),
      ]);
      const whole = followed();
      return () => {
        approvalsOpen.set(open.length);
        approvalsOverdue.set(overdue.length);
        troublesOpen.set(trouble.length);
        auditRecords.set(records);
        if (whole !== null) auditWhole.set(whole ? 1 : 0);
      };
    },
  });
  return async () => {
    untold();
    await untoldQueues();
  };
}

/** What the last following of the chain said, null before the first; begins another when that is long ago. */
function follower(audit: Pick<AuditStore, 'verify'>): () => boolean | null {
  let whole: boolean | null = null;
  let begunAt = -Infinity;
  return () => {
    if (Date.now() - begunAt < FOLLOW_EVERY_MS) return whole;
    begunAt = Date.now();
    audit.verify().then(
      (said) => {
        whole = said.whole;
      },
      () => {
        // Redis went away meanwhile: the next scrape begins anew.
        begunAt = -Infinity;
      },
    );
    return whole;
  };
}
