/** What of a Harbor the words could mean: a policy by name or id, or a repository that policies move. */
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { ReplicationPolicy } from '../../engine/harbor/records.ts';
import { endingsOf, tellingExecution } from '../../engine/harbor/telling-execution.ts';
import type { Installation } from '../../engine/installation.ts';
import type { SyncQuestion } from '../../engine/question.ts';
import { harborOf } from '../installation/harbor-of.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Candidate, Searched } from './candidate.ts';
import { moves } from './glob.ts';

/** Of each policy so many executions tell whether it fails. */
const LAST = 5;

export async function harborCandidates(
  installation: Installation,
  { what, of }: SyncQuestion,
  { network }: Pick<Surroundings, 'network'>,
): Promise<Searched> {
  const harbor = harborOf(installation, network);
  if (harbor === null) return { candidates: [], names: [], blind: [] };
  const answer = await harbor.policies();
  if (answer.ended !== 'found')
    return {
      candidates: [],
      names: [],
      blind: [{ probe: `replication policies of ${installation.name}`, why: answer.says }],
    };
  const all = answer.value;
  const names = all.map(({ name }) => name);
  const mine = (policies: readonly ReplicationPolicy[]): readonly Candidate[] =>
    policies.map((policy) => candidateOf(installation, policy));
  if (what === undefined) return { candidates: await failing(harbor, installation, all), names, blind: [] };
  const exact = of === 'artifact' ? [] : all.filter((one) => isCalled(one, what));
  if (exact.length > 0) return { candidates: mine(exact), names, blind: [] };
  if (of === 'policy' || of === 'repository' || !what.includes('/'))
    return { candidates: [], names, blind: [] };
  const artifact = await artifactCandidates(harbor, installation, all, what);
  return { candidates: artifact, names, blind: [] };
}

function isCalled({ id, name }: ReplicationPolicy, what: string): boolean {
  return String(id) === what || name.toLowerCase() === what.toLowerCase();
}

function candidateOf(
  installation: Installation,
  { id, name, endpoint, enabled }: ReplicationPolicy,
  artifact?: string,
): Candidate {
  return {
    found: 'policy',
    installation,
    sync: {
      kind: artifact === undefined ? 'replication-policy' : 'artifact',
      name: artifact ?? name,
      registry: installation.name,
      policy: id,
    },
    label: name,
    state: `policy ${id} of ${installation.name}, ${enabled ? `with ${endpoint.name || endpoint.url}` : 'disabled'}`,
    text: `${name} --registry ${installation.name}`,
    question: { kind: 'sync', what: String(id), of: 'policy', registry: installation.name },
  };
}

/** Policies that should move this repository; those whose last execution names it before others. */
async function artifactCandidates(
  harbor: HarborReader,
  installation: Installation,
  policies: readonly ReplicationPolicy[],
  what: string,
): Promise<readonly Candidate[]> {
  // The host first: it may have a port.
  const repository = what.replace(/^[^/]*[.:][^/]*\//, '').replace(/[:@].*$/, '');
  const possible = policies.filter((policy) => moves(policy, repository));
  const told = await Promise.all(
    possible.map(async (policy) => ({ policy, how: await howItMoves(harbor, policy, repository) })),
  );
  const failing = told.filter(({ how }) => how === 'fails');
  const touching = told.filter(({ how }) => how !== null);
  const filtered = told.filter(({ policy }) => policy.filters.some((one) => one.startsWith('name=')));
  // Who asks why means the one that fails, where just one does.
  const best = failing.length === 1 ? failing : touching.length > 0 ? touching : filtered;
  return best.map(({ policy }) => candidateOf(installation, policy, repository));
}

/** By the tasks of the execution that tells; null where none is of this repository. */
async function howItMoves(
  harbor: HarborReader,
  { id }: ReplicationPolicy,
  repository: string,
): Promise<'fails' | 'moves' | null> {
  const executions = await harbor.executions({ policy: id, limit: LAST });
  const telling = executions.ended === 'found' ? tellingExecution(executions.value.items) : null;
  if (telling === null) return null;
  const tasks = await harbor.tasks(telling.id, { limit: 200 });
  if (tasks.ended !== 'found') return null;
  const mine = tasks.value.items.filter(({ from, to }) =>
    [from, to].some((one) => one.startsWith(`${repository}:`)),
  );
  if (mine.length === 0) return null;
  return mine.some(({ state }) => state !== 'succeeded') ? 'fails' : 'moves';
}

/** Policies that do not do well, as far as their last executions tell. */
async function failing(
  harbor: HarborReader,
  installation: Installation,
  policies: readonly ReplicationPolicy[],
): Promise<readonly Candidate[]> {
  const told = await Promise.all(
    policies.slice(0, 40).map(async (policy) => {
      const answer = await harbor.executions({ policy: policy.id, limit: LAST });
      if (answer.ended !== 'found') return [];
      const { items } = answer.value;
      const telling = tellingExecution(items);
      if (telling === null || telling.state === 'succeeded' || telling.state === 'stopped') return [];
      const { failed, over } = endingsOf(items);
      const state = `${telling.state === 'failed' ? 'failed' : 'in progress'} since ${telling.startedAt.slice(0, 16).replace('T', ' ')} UTC${failed > 1 ? `, ${failed} of the last ${over} failed` : ''}`;
      return [{ ...candidateOf(installation, policy), state }];
    }),
  );
  return told.flat();
}
