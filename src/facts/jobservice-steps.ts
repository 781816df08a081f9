/** Steps around Harbor's job service, with the place filled in. Pure. */
import type { Pull } from '../engine/subject.ts';

/** A pod is deleted, not rolled: its log volume is often ReadWriteOnce, and a rolled pod would wait for it. */
export function restartJobservice({ installation }: Pull): string {
  const place = installation?.place ?? null;
  if (installation?.installer === 'compose' || place === null)
    return 'Restart the job service: `docker restart harbor-jobservice`, or on Kubernetes delete its pod: `kubectl -n <namespace> delete pod -l component=jobservice`. Jobs that run are cut and begun again.';
  const label =
    installation?.installer === 'bitnami' ? 'app.kubernetes.io/component=jobservice' : 'component=jobservice';
  return `Restart the job service: \`kubectl -n ${place.namespace} delete pod -l ${label}\`. Jobs that run are cut and begun again.`;
}

export function apiOf({ installation }: Pull): string {
  const host = installation?.host ?? '<harbor>';
  return `${installation?.scheme === 'http' ? 'http' : 'https'}://${host}/api/v2.0`;
}

/** Sets what is not final to Stopped; since 2.1 also where the job service does not know the job. */
export function stopExecution(pull: Pull, execution: number | null): string {
  return `Stop the execution: \`curl -u <user> -X PUT ${apiOf(pull)}/replication/executions/${execution ?? '<id>'}\`, and wait up to 90 s until its state is Stopped.`;
}

export function runAgain(pull: Pull): string {
  const policy = pull.sync?.policy ?? '<id>';
  return `Run the policy again: \`curl -u <user> -X POST -H 'Content-Type: application/json' -d '{"policy_id":${policy}}' ${apiOf(pull)}/replication/executions\`.`;
}

/** The pods' log of the job service. */
export function jobserviceLog({ installation }: Pull): string {
  const place = installation?.place;
  return place
    ? `\`kubectl -n ${place.namespace} logs -l component=jobservice --tail=200\``
    : '`docker logs --tail 200 harbor-jobservice`';
}
