/** What `registry-medic rbac` prints for a set of fixes, as rules that the sandbox's API server enforces. */
import type { Config } from '../../../src/config.ts';
import { rbacObjects, readingObjects } from '../../../src/engine/rbac.ts';
import { rightsOf } from '../../../src/jobs/doctor/clusters.ts';
import { allProbes } from '../../../src/jobs/doctor/doctor.ts';
import type { Surroundings } from '../../../src/jobs/surroundings.ts';
import type { AccessRule } from '../../../src/sandbox/cluster/access.ts';

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
}

/** Whom the Roles are bound to. */
export const ACCOUNT = { name: 'remediator', namespace: 'medic' } as const;

export interface Granted {
  /** Of the remediator's own Roles. */
  readonly writing: readonly AccessRule[];
  /** Of the roles for looking. */
  readonly reading: readonly AccessRule[];
  /** The objects themselves, as they are printed. */
  readonly printed: readonly object[];
}

export async function grantedFor(
  fixes: readonly string[],
  namespaces: readonly string[],
  { remediations }: Surroundings,
  { file }: Config,
): Promise<Granted> {
  const chosen = remediations.filter(({ id }) => fixes.includes(id));
  if (chosen.length !== fixes.length) throw new Error(`no such fix among ${fixes.join(', ')}`);
  const where = {
    namespaces,
    account: ACCOUNT,
    sources: file.remediations.secretSources,
  };
  const probes = [...(await allProbes()), ...chosen.flatMap((one) => one.probes)];
  const writes = rbacObjects({ remediations: chosen, ...where });
  const reads = readingObjects(rightsOf(probes), where);
  return { writing: enforced(writes), reading: enforced(reads), printed: [...writes, ...reads] };
}

export function enforced(objects: readonly object[]): readonly AccessRule[] {
  return (objects as readonly Printed[])
    .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
    .flatMap(({ metadata: { namespace }, rules = [] }) =>
      rules.map(({ apiGroups, resources, verbs, resourceNames }) => ({
        groups: apiGroups,
        resources,
        verbs,
        ...(namespace === undefined ? {} : { namespaces: [namespace] }),
        ...(resourceNames === undefined ? {} : { names: resourceNames }),
      })),
    );
}

/** One rule for each verb on each resource. */
export function oneByOne(rules: readonly AccessRule[]): readonly AccessRule[] {
  return rules.flatMap((rule) =>
    (rule.verbs ?? []).flatMap((verb) =>
      (rule.resources ?? []).map((resource) => ({ ...rule, verbs: [verb], resources: [resource] })),
    ),
  );
}
