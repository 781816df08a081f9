/** The verdict on a slow pull: the biggest part of its time first, and no trouble made where there is none. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Check } from '../../engine/check.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Subject } from '../../engine/subject.ts';
import type { BlindSpot, Cause, Section, Verdict } from '../../engine/verdict.ts';
import type { Language } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { download } from '../../probes/download.ts';
import { manifest } from '../../probes/manifest.ts';
import { node } from '../../probes/node.ts';
import { pullTimes } from '../../probes/pull-times.ts';
import { reference } from '../../probes/reference.ts';
import { around } from './around.ts';
import { ownMs, STEPS, type TimeSpent, timeSpent } from './contributors.ts';
import type { Proxies } from './proxies.ts';
import { slowWords } from './words.ts';

/** The cause's id in the catalogue; its title comes from its check. */
export const TOO_SLOW = 'pull-too-slow';

/** From here on people ask why. Milliseconds. */
const SLOW_MS = 30_000;

export interface SlowInput {
  readonly subject: Subject;
  readonly theCase: Case;
  /** Caches before the registry; null: they were not looked for. */
  readonly proxies: Proxies | null;
  readonly check: Check;
  readonly couldNotLook: readonly BlindSpot[];
  readonly ruledOut: readonly string[];
  readonly at: string;
  readonly ms: number;
}

export function slowVerdict(input: SlowInput, language: Language): Verdict {
  const { subject, theCase, couldNotLook, ruledOut, at, ms } = input;
  const say = slowWords[language];
  const { image } = theCase.pull;
  const spent = timeSpent(theCase, at);
  const cause = spent && spent.totalMs >= SLOW_MS ? causeOf(spent, input, language) : null;
  return {
    subject,
    outcome: cause ? 'found' : spent ? 'healthy' : 'unclear',
    cause,
    also: [],
    ruledOut,
    couldNotLook,
    headline: cause?.summary ?? (spent ? say.fine({ image, spent }) : say.unknown(image)),
    about: [],
    seen: cause ? [] : evidenceOf(theCase),
    next: cause || spent ? [] : say.steps({ kind: 'none', image, node: theCase.node }),
    details: measured(input, language),
    at,
    ms,
  };
}

function causeOf(spent: TimeSpent, { theCase, proxies, check }: SlowInput, language: Language): Cause {
  const say = slowWords[language];
  const { image, container } = theCase.pull;
  const [biggest = null] = spent.parts;
  const kind = biggest?.kind ?? 'none';
  return {
    id: check.id,
    title: check.title(language),
    stage: check.stage,
    // Without a kubelet's own word the time is only reckoned.
    confidence: spent.how === 'estimated' ? 'likely' : 'confirmed',
    summary: say.slow({ image, spent, biggest }),
    explains: say.explains[kind],
    evidence: [
      ...evidenceOf(theCase),
      ...spent.parts.map((part) => ({ source: 'reckoned', says: say.part(part) })),
      ...(kind === 'none' ? [] : (around(theCase, proxies, language).evidence[kind] ?? [])),
    ],
    remediations: [],
    steps: say.steps({ kind, image, node: theCase.node }),
    ...(container === undefined ? {} : { container }),
  };
}

function evidenceOf({ answers }: Case): readonly Evidence[] {
  const last = factIn(answers, pullTimes)?.last;
  return last ? [{ source: 'kubelet', says: last.says, at: last.at }] : [];
}

function measured({ theCase, proxies }: SlowInput, language: Language): readonly Section[] {
  const say = slowWords[language];
  const { answers } = theCase;
  const layers = (factIn(answers, manifest)?.found?.blobs ?? []).filter(({ kind }) => kind === 'layer');
  const bytes = layers.reduce((sum, { size }) => sum + size, 0);
  const got = factIn(answers, download);
  const parsed = factIn(answers, reference);
  const registry = parsed?.state === 'valid' ? parsed.ref.domain : '';
  const steps = STEPS.map((id) => ({ id, ms: ownMs(theCase, id) })).filter(
    ({ id }) => answers.get(id)?.state === 'known',
  );
  const machine = factIn(answers, node)?.node;
  const throttled = factIn(answers, pullTimes)?.throttled;
  const lines = [
    ...(layers.length > 0 ? [say.size({ bytes, sizes: layers.map(({ size }) => size) })] : []),
    ...(got ? [speedLine(got, language)] : []),
    ...(got?.storage ? [say.storage({ host: got.storage, registry })] : []),
    ...(steps.length > 0 ? [say.answers(steps)] : []),
    ...(machine?.diskPressure ? [say.pressure(machine.name)] : []),
    ...(throttled ? [say.throttled(throttled)] : []),
    ...around(theCase, proxies, language).lines,
  ];
  return lines.length === 0 ? [] : [{ id: 'measured', title: say.measured, lines }];
}

function speedLine(
  {
    sample,
    latencyMs,
    says,
  }: { sample: { bytes: number; ms: number } | null; latencyMs: number; says: string },
  language: Language,
): string {
  const say = slowWords[language];
  if (!sample) return say.noSpeed({ says, latencyMs });
  return say.speed({ perSecond: (sample.bytes / sample.ms) * 1_000, latencyMs });
}
