/** What the verbs say of the registries at this moment: asked while it is recorded, so that it can be asked again. */
import type { SyncQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import { sideBySide } from '../../engine/side-by-side.ts';
import { findInstallations } from '../installation/find-installations.ts';
import { harborOf } from '../installation/harbor-of.ts';
import { askJobs } from '../job-service/ask-jobs.ts';
import { askStatus } from '../status/ask-status.ts';
import { askStorage } from '../storage/ask-storage.ts';
import type { Surroundings } from '../surroundings.ts';
import { diagnoseSync } from '../sync/diagnose-sync.ts';

/** Policies of one Harbor, and how many are looked at side by side. */
const MOST = 40;
const AT_ONCE = 4;

export interface Said {
  readonly status: readonly unknown[];
  readonly jobs: readonly Reply[];
  readonly storage: readonly Reply[];
  readonly syncs: readonly Reply[];
  /** Replication policies that nobody asked about any more. */
  readonly leftOut: number;
}

/** `registries`: their names; `undefined` for all there are. */
export async function askRegistries(
  registries: readonly (string | undefined)[],
  surroundings: Surroundings,
): Promise<Said> {
  // Pictures and earlier looks belong to who asks, not to a bundle.
  const { files: _files, looks: _looks, ...asking } = surroundings;
  const named = registries.map((registry) => (registry === undefined ? {} : { registry }));
  const [status, jobs, storage, syncs] = await Promise.all([
    Promise.all(named.map((of) => askStatus({ kind: 'status', ...of }, asking))),
    Promise.all(named.map((of) => askJobs({ kind: 'jobs', ...of }, asking))),
    Promise.all(named.map((of) => askStorage({ kind: 'storage', ...of }, asking))),
    Promise.all(named.map(({ registry }) => syncsOf(registry, asking))),
  ]);
  const questions = syncs.flatMap((one) => one.questions);
  const told = await sideBySide(questions, AT_ONCE, (question) => diagnoseSync(question, asking, () => {}));
  const leftOut = syncs.reduce((sum, one) => sum + one.leftOut, 0);
  return { status, jobs, storage, syncs: told, leftOut };
}

/** Every policy is asked about, be it well: what is well now is an answer too. */
async function syncsOf(
  registry: string | undefined,
  surroundings: Surroundings,
): Promise<{ readonly questions: readonly SyncQuestion[]; readonly leftOut: number }> {
  const { found } = await findInstallations(surroundings, registry);
  const each = await Promise.all(
    found
      .filter(({ product }) => product === 'harbor')
      .map(async (one) => {
        const answer = await harborOf(one, surroundings.network)?.policies();
        const policies = answer?.ended === 'found' ? answer.value : [];
        const all = policies.map(({ id }) => String(id));
        const questions = all.slice(0, MOST).map(
          (what): SyncQuestion => ({
            kind: 'sync',
            what,
            of: 'policy',
            registry: one.name,
          }),
        );
        // What fails is asked of the file without a name, too.
        if (questions.length > 0)
          await diagnoseSync({ kind: 'sync', registry: one.name }, surroundings, () => {});
        return { questions, leftOut: all.length - questions.length };
      }),
  );
  return {
    questions: each.flatMap(({ questions }) => questions),
    leftOut: each.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}
