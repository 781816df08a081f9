/** Who asks, and what they may do: the sandbox's stand-in for RBAC. */
import { StatusError } from './status.ts';

/** `*` matches everything; a missing list does too. Subresources are written `pods/log`. */
export interface AccessRule {
  readonly verbs?: readonly string[];
  readonly groups?: readonly string[];
  readonly resources?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly names?: readonly string[];
}

export interface Identity {
  /** e.g. `system:serviceaccount:registry-medic:reader`. */
  readonly user: string;
  readonly token: string;
  /** Absent: everything. */
  readonly allow?: readonly AccessRule[];
  /** Wins over `allow`. Read at each request, so that rights can be taken away while it runs. */
  readonly deny?: readonly AccessRule[];
}

export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

export function allows(identity: Identity, attributes: Attributes): boolean {
  if (identity.deny?.some((rule) => covers(rule, attributes))) return false;
  return identity.allow === undefined || identity.allow.some((rule) => covers(rule, attributes));
}

function covers(rule: AccessRule, { verb, group, resource, namespace, name }: Attributes): boolean {
  const has = (list: readonly string[] | undefined, value: string): boolean =>
    list === undefined || list.includes('*') || list.includes(value);
  return (
    has(rule.verbs, verb) &&
    has(rule.groups, group) &&
    has(rule.resources, resource) &&
    has(rule.namespaces, namespace) &&
    has(rule.names, name)
  );
}

/** Throws 403 in RBAC's words. */
export function demand(identity: Identity, attributes: Attributes): void {
  if (allows(identity, attributes)) return;
  const { verb, group, resource, namespace, name } = attributes;
  const id = group === '' ? resource : `${resource}.${group}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  throw new StatusError(
    'Forbidden',
    `${id}${name === '' ? '' : ` "${name}"`} is forbidden: User "${identity.user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource.split('/')[0] },
  );
}
