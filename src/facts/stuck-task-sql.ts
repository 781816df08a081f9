/** SQL against tasks that will never end, by the version whose tables it fits. Printed only, never run. Pure. */
import { isOlder } from '../engine/harbor/known-traps.ts';

const BACKUP =
  'Last resort, SQL on the database by hand: stop the job service and take a backup first (`pg_dump registry > registry.sql`; before 1.6 `mysqldump registry > registry.sql`). A wrong line loses the history of replication.';

/** Empty for versions that need none. Null: not known, and then every way is told. */
export function sqlFor(version: string | null, policy: number | null): readonly string[] {
  const id = policy ?? '<policy id>';
  const job = (shell: string): readonly string[] => [
    `${shell}; look: \`select id,status from replication_job where policy_id=${id} and status in ('pending','running','retrying');\``,
    `Set: \`update replication_job set status='finished',update_time=now() where policy_id=${id} and status in ('pending','running','retrying');\` (Harbor up to 1.7).`,
  ];
  const task = [
    `Harbor 1.8–2.1, \`psql -U postgres -d registry\`; look: \`select t.id,t.status from replication_task t join replication_execution e on t.execution_id=e.id where e.policy_id=${id} and t.status in ('Initialized','Pending','InProgress');\``,
    `Set: \`update replication_task set status='Stopped',end_time=now() where status in ('Initialized','Pending','InProgress') and execution_id in (select id from replication_execution where policy_id=${id});\` and \`update replication_execution set status='Stopped',end_time=now() where status='InProgress' and policy_id=${id};\``,
  ];
  const mysql = job('Harbor before 1.6: `docker exec -it harbor-db mysql -u root -p registry`');
  const postgres = job('Harbor 1.6–1.7: `docker exec -it harbor-db psql -U postgres -d registry`');
  if (version === null) return [BACKUP, ...mysql, ...postgres, ...task];
  if (isOlder(version, '1.6.0')) return [BACKUP, ...mysql];
  if (isOlder(version, '1.8.0')) return [BACKUP, ...postgres];
  return isOlder(version, '2.1.0') ? [BACKUP, ...task] : [];
}
