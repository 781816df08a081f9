/** What an identity may do, by Harbor's resource and action names. */
import type { Identity, Permission } from './accounts.ts';
import type { Project } from './state.ts';

const DEVELOPER_ROLES: ReadonlySet<number> = new Set([1, 2, 4]);
/** Only a project's administrators change these. */
const ADMIN_ONLY: ReadonlySet<string> = new Set(['member', 'robot', 'quota']);
const ADMIN = 1;
const READS: ReadonlySet<string> = new Set(['read', 'list', 'pull']);

/** Resources anybody may read of a public project. */
const PUBLIC: ReadonlySet<string> = new Set(['project', 'repository', 'artifact', 'tag', 'label']);

export function mayInProject(
  who: Identity,
  project: Project | undefined,
  resource: string,
  action: string,
): boolean {
  if (!project) return false;
  if (project.public && PUBLIC.has(resource) && READS.has(action)) return true;
  if (who.kind === 'anonymous') return false;
  if (who.kind === 'robot') return grants(who.robot.permissions, 'project', project.name, resource, action);
  if (who.user.admin) return true;
  const role = who.user.memberOf.get(project.name);
  if (role === undefined || READS.has(action)) return role !== undefined;
  return ADMIN_ONLY.has(resource) ? role === ADMIN : DEVELOPER_ROLES.has(role);
}

export function maySystem(who: Identity, resource: string, action: string): boolean {
  if (who.kind === 'anonymous') return false;
  if (who.kind === 'user') return who.user.admin;
  return grants(who.robot.permissions, 'system', '/', resource, action);
}

/** Actions on one repository, for a token's access entry. */
export function repositoryActions(
  who: Identity,
  project: Project | undefined,
  asked: readonly string[],
): readonly string[] {
  return asked.filter((action) => mayInProject(who, project, 'repository', action));
}

function grants(
  permissions: readonly Permission[],
  kind: Permission['kind'],
  namespace: string,
  resource: string,
  action: string,
): boolean {
  return permissions.some(
    (one) =>
      one.kind === kind &&
      (one.namespace === '*' || one.namespace === namespace) &&
      one.access.some((access) => access.resource === resource && access.action === action),
  );
}
