/** deploy/chart/files/rbac.yaml: the rights of looking and of each fix, from their definitions. */
import { stringify } from 'yaml';
import type { ClusterRight } from '../../../src/engine/cluster.ts';
import type { Remediation } from '../../../src/engine/remediation.ts';
import { rightsOf } from '../../../src/jobs/doctor/clusters.ts';
import { allProbes } from '../../../src/jobs/doctor/doctor.ts';
import { WATCH_RIGHTS } from '../../../src/jobs/verb-rights.ts';
import { loadFolder } from '../../../src/load.ts';

const INTRO = `# Made by \`npm run chart-data\` from the definitions of verbs, probes and fixes; a test fails when it is not what they say.
# reading: what looking needs. watching: besides, where config.alerts.watch names clusters. remediations: what each
# fix writes, and what it reads besides. The templates put together those that are enabled.
`;

export async function rbacFile(): Promise<string> {
  const fixes = await loadFolder<Remediation>(new URL('../../../src/remediations/', import.meta.url));
  const reading = rightsOf(await allProbes());
  const known = new Set(reading.map(nameOf));
  const besides = (rights: readonly ClusterRight[]): readonly ClusterRight[] =>
    sorted(rights.filter((right) => !known.has(nameOf(right))));
  const remediations = Object.fromEntries(
    fixes
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, rights, probes }) => [
        id,
        { writes: sorted(rights), reads: besides(probes.flatMap((probe) => probe.rights ?? [])) },
      ]),
  );
  const all = { reading: sorted(reading), watching: besides(WATCH_RIGHTS), remediations };
  return `${INTRO}${stringify(all, { aliasDuplicateObjects: false, flowCollectionPadding: true })}`;
}

function sorted(rights: readonly ClusterRight[]): readonly ClusterRight[] {
  return [...new Map(rights.map((right) => [nameOf(right), right])).values()].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );
}

function nameOf({ group, resource, verb, names }: ClusterRight): string {
  return `${group}/${resource}/${names ?? ''}/${verb}`;
}
