/** `registry-medic rbac`: the Kubernetes rights that the enabled fixes need, ready for `kubectl apply -f -`. */
import { stringify } from 'yaml';
import { UsageError } from '../engine/command.ts';
import { harborRightsOf } from '../engine/harbor/right.ts';
import { nearest } from '../engine/nearest.ts';
import { readOptions } from '../engine/options-typed.ts';
import { rbacObjects, readingObjects } from '../engine/rbac.ts';
import type { Remediation } from '../engine/remediation.ts';
import type { Words } from '../engine/words.ts';

const words: Words<{
  readonly usage: string;
  readonly unknown: (id: string) => string;
  readonly secrets: string;
  readonly reading: string;
  readonly otherGroup: string;
  readonly harborReading: (of: { readonly system: string; readonly project: string }) => string;
  readonly noSecrets: string;
  readonly nothing: string;
  readonly noSources: string;
  readonly harbor: (of: { readonly system: string; readonly project: string }) => string;
}> = {
  en: {
    usage:
      '`rbac` takes `--fixes id,id` (else those enabled in the configuration), `--namespaces a,b` (else one ClusterRole) and `--account namespace/name`.',
    unknown: (id) => `There is no fix \`${id}\`.`,
    secrets: 'One of these fixes writes Secrets: say in which namespaces. Never all of them.',
    reading: 'What looking needs, for workers and the remediator alike; nothing in it writes.',
    otherGroup:
      'theriseunion’s objects: where `kubectl api-resources | grep theriseunion` names another group, write that one. What a cluster does not have (goharbor.io, kangaroo.io, metrics.k8s.io, …) may be left out.',
    harborReading: ({ system, project }) =>
      `In Harbor the robot of login reads, of the system: ${system}; in each project: ${project}. Without one of them the verbs that need it say so.`,
    noSecrets:
      'No right to Secrets: name the namespaces whose pull secrets may be looked at with --namespaces.',
    noSources:
      'No Secret may be copied: list those that may under remediations.secretSources of the configuration.',
    nothing: 'None of the enabled fixes writes to a cluster: the remediator needs no rights to write.',
    harbor: ({ system, project }) =>
      `In Harbor the robot of writeLogin needs ${[...(system ? [`of the system: ${system}`] : []), ...(project ? [`in each project where fixes may be done: ${project}`] : [])].join('; ')}`,
  },
};

const OPTIONS: ReadonlyMap<string, 'fixes' | 'namespaces' | 'account'> = new Map([
  ['--fixes', 'fixes'],
  ['--namespaces', 'namespaces'],
  ['-n', 'namespaces'],
  ['--account', 'account'],
]);

const USUAL_ACCOUNT = 'registry-medic/registry-medic-remediator';

export async function runRbac(rest: readonly string[]): Promise<0 | 1 | 2> {
  const read = readOptions(rest, OPTIONS);
  if ('wrong' in read || read.rest.length > 0)
    throw new UsageError(words.en.usage, ['/registry rbac --fixes set-nearest-tag --namespaces shop']);
  const { fixes, namespaces = '', account = USUAL_ACCOUNT } = read.options;
  const { remediationsFromTerminal, secretSourcesFromTerminal, watchRightsFromTerminal } = await import(
    '../jobs/act/from-terminal.ts'
  );
  const { all, enabled } = await remediationsFromTerminal(fixes === undefined ? 'configured' : 'none');
  const ids = fixes === undefined ? enabled : listed(fixes);
  const known = all.map(({ id }) => id);
  const wrong = ids.find((id) => !known.includes(id));
  if (wrong !== undefined)
    throw new UsageError(
      words.en.unknown(wrong),
      nearest(wrong, known, 1).map((id) => `/registry rbac --fixes ${id}`),
    );
  const chosen = all.filter(({ id }) => ids.includes(id));
  const sources = chosen.some(copies) ? secretSourcesFromTerminal() : [];
  const touchesSecrets = chosen.some(({ rights }) => rights.some(({ resource }) => resource === 'secrets'));
  if (touchesSecrets && listed(namespaces).length === 0)
    throw new UsageError(words.en.secrets, [`/registry rbac --fixes ${ids.join(',')} --namespaces shop`]);
  const [namespace = '', name = ''] = account.includes('/') ? account.split('/') : ['default', account];
  const objects = rbacObjects({
    remediations: chosen,
    namespaces: listed(namespaces),
    account: { name, namespace },
    sources,
  });
  const { system, project } = harborRightsOf(chosen);
  const comments = [
    ...(objects.length === 0 ? [words.en.nothing] : []),
    ...(chosen.some(copies) && sources.length === 0 ? [words.en.noSources] : []),
    ...(system.length + project.length === 0
      ? []
      : [words.en.harbor({ system: system.join(', '), project: project.join(', ') })]),
  ].map((line) => `# ${line}\n`);
  const { allProbes } = await import('../jobs/doctor/doctor.ts');
  const { harborReadsOf, rightsOf } = await import('../jobs/doctor/clusters.ts');
  const probes = [...(await allProbes()), ...chosen.flatMap((one) => one.probes)];
  const where = {
    namespaces: listed(namespaces),
    account: { name, namespace },
    sources,
  };
  const reading = readingObjects(
    rightsOf(probes, fixes === undefined ? watchRightsFromTerminal() : []),
    where,
  );
  const reads = harborRightsOf([{ harborRights: harborReadsOf(probes) }]);
  const about = [
    words.en.reading,
    words.en.otherGroup,
    words.en.harborReading({ system: reads.system.join(', '), project: reads.project.join(', ') }),
    ...(where.namespaces.length === 0 ? [words.en.noSecrets] : []),
  ];
  const yaml = (all: readonly object[]): string => all.map((one) => stringify(one)).join('---\n');
  process.stdout.write(`${comments.join('')}${yaml(objects)}${objects.length === 0 ? '' : '---\n'}`);
  process.stdout.write(`${about.map((line) => `# ${line}\n`).join('')}${yaml(reading)}`);
  return 0;
}

/** Whether it copies Secrets from the approved sources. */
function copies({ rights }: Pick<Remediation, 'rights'>): boolean {
  return rights.some(({ names }) => names === 'secret-sources');
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
