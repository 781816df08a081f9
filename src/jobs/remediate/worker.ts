/** The process of fixes, from configuration: its own identity in clusters, its own logins in registries. */

import { createDoors } from '../../apply/doors.ts';
import { createApplier } from '../../apply.ts';
import { connectTelling, redisTrouble } from '../../clients/redis-trouble.ts';
import { type Config, ConfigError, servedBy } from '../../config.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { Logger } from '../../log.ts';
import { approvalStore } from '../../store/approvals.ts';
import { auditStore } from '../../store/audit.ts';
import { autopilotStore } from '../../store/autopilot.ts';
import { freezeStore } from '../../store/freezes.ts';
import { incidentStore } from '../../store/incidents.ts';
import { lockStore } from '../../store/locks.ts';
import { createQueues } from '../queues.ts';
import { startRemediateWorkers } from '../remediate.ts';
import { standingOf } from '../standing.ts';
import { createSurroundings } from '../surroundings.ts';
import { queuesOf, tellQueues } from '../tell-queues.ts';
import type { RunningWorker } from '../worker.ts';

/** Throws ConfigError for what the operator must mend, RedisAway when there is no Redis. */
export async function startRemediator(config: Config, redisUrl: string, log: Logger): Promise<RunningWorker> {
  const surroundings = await createSurroundings(config, log);
  const remediations = new Map(surroundings.remediations.map((one) => [one.id, one]));
  refuseUnknown(config, [...remediations.keys()]);
  refuseRisky(config, surroundings.remediations);
  const doors = createDoors(config);
  const redis = await connectTelling(redisUrl, 'worker', log);
  const queues = createQueues(redis, config.file.clusters, redisTrouble(log).heard);
  const { elsewhere, general } = servedBy(config);
  const clusters = [...surroundings.clusters.keys()].filter((name) => !elsewhere.includes(name));
  const served = [...(general === 'here' ? [null] : []), ...clusters];
  const workers = startRemediateWorkers(served, {
    redis,
    surroundings,
    remediations,
    config: config.file.remediations,
    applier: createApplier(doors),
    approvals: approvalStore(redis),
    incidents: incidentStore(redis),
    audit: auditStore(redis),
    locks: lockStore(redis),
    freezes: freezeStore(redis),
    autopilot: autopilotStore(redis),
    queues,
    log,
  });
  const untold = tellQueues(redis, queuesOf(['remediate'], served));
  log.info({ clusters, fixes: config.file.remediations.enabled }, 'remediator is up');
  return {
    ...standingOf(redis, workers.running),
    async stop(ms) {
      await untold();
      await workers.stop(ms);
      await queues.stop();
      await doors.close();
      await surroundings.network.close();
      redis.disconnect();
    },
  };
}

/** A rule that could never let anything through would look as if it did. */
function refuseRisky({ file }: Config, remediations: readonly Pick<Remediation, 'id' | 'risk'>[]): void {
  const named = new Set(file.remediations.autopilot.map(({ remediation }) => remediation));
  const risky = remediations.find(({ id, risk }) => named.has(id) && risk !== 'low');
  if (!risky) return;
  throw new ConfigError(
    `remediations.autopilot: \`${risky.id}\` is of ${risky.risk} risk, and only what is of low risk may be done without a yes; take the rule out`,
  );
}

/** A misspelt id would silently enable nothing. */
function refuseUnknown({ file }: Config, known: readonly string[]): void {
  const named = [
    ...file.remediations.enabled,
    ...file.remediations.autopilot.map(({ remediation }) => remediation),
  ];
  const wrong = named.find((id) => !known.includes(id));
  if (wrong === undefined) return;
  const near = nearest(wrong, known, 1)[0];
  throw new ConfigError(
    `remediations: there is no remediation \`${wrong}\`${near ? `; write \`${near}\`` : ''}. There are: ${known.join(', ')}`,
  );
}
