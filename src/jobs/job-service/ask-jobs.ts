/** What do the job services of the Harbors do? */
import type { Finding } from '../../engine/check.ts';
import type { Installation } from '../../engine/installation.ts';
import type { HarborJobs, JobsReport } from '../../engine/jobs-report.ts';
import type { JobsQuestion } from '../../engine/question.ts';
import type { Refusal, Reply } from '../../engine/reply.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { examineInstallation, offeredFor } from '../installation/examine-installation.ts';
import { findInstallations } from '../installation/find-installations.ts';
import { harborOf } from '../installation/harbor-of.ts';
import type { Surroundings } from '../surroundings.ts';
import { relevant } from '../sync/relevant.ts';
import { namesOf, schedulesOf } from './names.ts';
import { poolsOf, queuesOf, runningOf } from './records.ts';

const LANGUAGE = 'en';
const OF_JOBS: ReadonlySet<string> = new Set([
  'no-worker-heartbeat',
  'queue-paused',
  'workers-starved',
  'jobservice-hung',
  'component-not-ready',
  'component-oom-killed',
]);

const words: Words<{
  unknown(registry: string): string;
  readonly none: string;
}> = {
  en: {
    unknown: (registry) => `I know no Harbor \`${registry}\`.`,
    none: 'No Harbor is configured here, and none was found in a cluster.',
  },
};

export async function askJobs({ registry }: JobsQuestion, surroundings: Surroundings): Promise<Reply> {
  const started = performance.now();
  const { found, couldNotLook } = await findInstallations(surroundings, registry);
  const harbors = found.filter(({ product }) => product === 'harbor');
  if (harbors.length === 0) return nowhere(registry, couldNotLook);
  const report: JobsReport = {
    at: surroundings.now().toISOString(),
    ...(registry === undefined ? {} : { asked: registry }),
    harbors: await Promise.all(harbors.map((one) => lookInto(one, surroundings))),
    couldNotLook,
    ms: Math.round(performance.now() - started),
  };
  return { kind: 'jobs', report };
}

async function lookInto(installation: Installation, surroundings: Surroundings): Promise<HarborJobs> {
  const checks = surroundings.checks.filter(({ id }) => OF_JOBS.has(id));
  const always = [jobSamples, harborInfo];
  const harbor = harborOf(installation, surroundings.network);
  const [{ results, answers, offers, pull }, schedules] = await Promise.all([
    examineInstallation(installation, surroundings, { checks, always }),
    harbor === null ? null : schedulesOf(harbor),
  ]);
  const samples = factIn(answers, jobSamples) ?? [];
  const names = harbor === null ? new Map<string, string>() : await namesOf(harbor, samples);
  const findings = relevant(results).filter((result): result is Finding => result.outcome === 'fail');
  const spots = [...answers].flatMap(([probe, answer]): readonly BlindSpot[] =>
    answer.state === 'unknown' ? [{ probe, why: answer.why }] : [],
  );
  const last = samples.at(-1);
  return {
    name: installation.name,
    host: installation.host ?? installation.name,
    version: factIn(answers, harborInfo)?.version ?? null,
    pools: last ? poolsOf(last) : [],
    workers: {
      busy: last?.workers.filter(({ job }) => job !== null).length ?? 0,
      all: last?.workers.length ?? 0,
    },
    running: last ? runningOf(last, names) : [],
    queues: queuesOf(samples),
    schedules: schedules?.told ?? null,
    stuck: findings.map((finding) => ({
      cause: finding.check.id,
      says: finding.summary(LANGUAGE),
      quotes: finding.evidence.slice(0, 3).map(({ source, says }) => `${source}: ${says}`),
      // This very answer shows it.
      steps: finding.steps(LANGUAGE).filter((step) => !step.startsWith('`/registry jobs`')),
      ...offeredFor(finding.check.id, offers, pull),
    })),
    couldNotLook: [...spots, ...(schedules?.spots ?? [])],
  };
}

function nowhere(registry: string | undefined, blind: readonly BlindSpot[]): Refusal {
  const says = registry === undefined ? words.en.none : words.en.unknown(registry);
  const spots = blind.map(({ probe, why }) => ` Could not look at ${probe}: ${why}.`).join('');
  return { kind: 'refusal', why: 'not-found', says: `${says}${spots}`, tries: ['/registry status'] };
}
