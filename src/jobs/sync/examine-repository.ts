/** Looks at a Repository of the image controller: its spec, the controller, and the image at its source. */
import type { Step } from '../../engine/asking.ts';
import type { Case } from '../../engine/case.ts';
import type { Check, CheckResult } from '../../engine/check.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Pull } from '../../engine/subject.ts';
import { judgeText } from '../../engine/text/judge.ts';
import { factIn } from '../../facts/answered.ts';
import { saidOf } from '../../facts/image-sync-said.ts';
import { currentRequest } from '../../log.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { components } from '../../probes/installation/components.ts';
import { manifest } from '../../probes/manifest.ts';
import { controllerUsage } from '../../probes/sync/controller-usage.ts';
import { imageSource, readSource } from '../../probes/sync/image-source.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';
import { sourcePaths } from '../../probes/sync/source-paths.ts';
import { ON_THE_WAY } from '../examine-outside.ts';
import { offersOf } from '../installation/examine-installation.ts';
import { findInstallations } from '../installation/find-installations.ts';
import { gatherAll, openAsking } from '../observed.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Candidate } from './candidate.ts';
import { isOpen, withoutSymptoms, withUnasked } from './symptoms.ts';
import { ownPath, seenByController, withoutOwnPath } from './vantage.ts';

export interface LookedAt {
  readonly theCase: Case;
  /** What keeps us, and not the controller, from the source; null: nothing. */
  readonly ownPath: string | null;
}

const LANGUAGE = 'en';
const LONGEST_MS = 45_000;
const OF_SYNC: ReadonlySet<string> = new Set(
  [imageSync, imageSource, controllerUsage, sourcePaths].map(({ id }) => id),
);
const OF_PARTS: ReadonlySet<string> = new Set(['component-not-ready', 'component-oom-killed']);
/** What a question from outside can tell about the source and the image there. */
const OF_SOURCE: ReadonlySet<string> = new Set([
  ...ON_THE_WAY,
  'repository-not-found',
  'tag-not-found',
  'content-corrupt',
  'rate-limited',
  'policy-blocked',
  'registry-storage-failure',
]);
const TROUBLE = /error|fail|denied|unauthorized|timeout|timed out|refused|reset|not found|deadline|x509/i;

type RepositoryCandidate = Extract<Candidate, { readonly found: 'repository' }>;

export async function examineRepository(
  { object, sync }: RepositoryCandidate,
  surroundings: Surroundings,
  onStep: (step: Step) => void,
): Promise<LookedAt> {
  const cluster = surroundings.clusters.get(sync.cluster ?? '') ?? null;
  const installation = await controllerOf(sync.cluster ?? '', surroundings);
  const image = cluster === null ? null : await imageOf({ object, sync, cluster });
  const pull: Pull = { image: image ?? '', installation, sync };
  const signal = AbortSignal.timeout(LONGEST_MS);
  const requestId = currentRequest();
  const asking = openAsking({
    pull,
    cluster,
    network: surroundings.network.with({ signal, ...(requestId === undefined ? {} : { requestId }) }),
    signal,
    ...(surroundings.fixSettings ? { fixSettings: surroundings.fixSettings } : {}),
    now: surroundings.now,
    onStep,
  });
  const isJudged = ({ id, scope, probes }: Check): boolean =>
    scope === 'component'
      ? OF_PARTS.has(id) || probes.some((probe) => OF_SYNC.has(probe.id))
      : image !== null && OF_SOURCE.has(id);
  const always = [imageSync, imageSource, components, componentLogs, ...(image === null ? [] : [manifest])];
  const { results, answers } = await gatherAll(asking, surroundings.checks.filter(isJudged), always, pull);
  const reached = seenByController(factIn(answers, imageSource)?.source?.verifyStatus ?? null);
  const own = reached ? ownPath(results) : null;
  const judged = reached ? withoutOwnPath(results) : results;
  const { said, telling, text } = heardOf(answers, judged, surroundings.checks);
  const offers = await offersOf(judged, asking, surroundings.remediations, pull);
  const theCase = {
    pull,
    results: withUnasked(withoutSymptoms(judged, text), surroundings.checks),
    answers,
    said: judged.some(({ outcome }) => outcome === 'fail') ? [] : said.slice(-3),
    text,
    textEvidence: telling,
    failing: telling !== null,
    node: null,
    offers,
  };
  return { theCase, ownPath: own?.summary(LANGUAGE) ?? null };
}

/** What was said of it, the last that tells trouble, and what that means. */
function heardOf(answers: Case['answers'], results: readonly CheckResult[], checks: readonly Check[]) {
  const fact = factIn(answers, imageSync);
  const logs = factIn(answers, componentLogs);
  const answer = logs
    ? ({ state: 'known', fact: logs, at: '', ms: 0 } as const)
    : ({ state: 'unreached', after: componentLogs.id } as const);
  const said = fact ? saidOf(fact, answer) : [];
  const failing = fact !== null && fact.object.sync.state !== 'done';
  const telling = failing ? (said.findLast(({ says }) => TROUBLE.test(says)) ?? null) : null;
  const judged = telling ? judgeText(telling.says, checks, { component: 'image-controller' }) : null;
  return { said, telling, text: judged?.cause && isOpen(judged.cause, results) ? judged : null };
}

/** As it should be written: what is wrong in the spec is a finding of its own, and the image is looked for all the same. */
async function imageOf({
  object,
  cluster,
}: Pick<RepositoryCandidate, 'object' | 'sync'> & {
  readonly cluster: Parameters<typeof readSource>[0];
}): Promise<string | null> {
  const { repository, tag, tagInPath, registry, namespace } = object;
  const { source } = await readSource(cluster, registry, namespace).catch(() => ({ source: null }));
  if (repository === null || source?.host == null) return null;
  const path =
    tagInPath === null ? repository : repository.slice(0, repository.length - tagInPath.length - 1);
  return `${source.host}/${path}:${tag ?? tagInPath ?? 'latest'}`;
}

async function controllerOf(cluster: string, surroundings: Surroundings): Promise<Installation> {
  const { found } = await findInstallations(surroundings);
  const mine = found.find(
    ({ product, place }) => product === 'image-controller' && place?.cluster === cluster,
  );
  return (
    mine ?? {
      name: `${cluster}/image-controller`,
      product: 'image-controller',
      host: null,
      place: { cluster, namespace: 'edge-system', instance: null },
      installer: 'unknown',
      foundBy: 'discovery',
    }
  );
}
