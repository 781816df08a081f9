/** The registries that are integrated into kangaroo: each that fails its health check, with the cause in its words. */
import type { Check } from '../../engine/check.ts';
import type { NetworkAsker } from '../../engine/registry.ts';
import type { StatusLine } from '../../engine/status.ts';
import { judgeText } from '../../engine/text/judge.ts';
import type { Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { type IntegrationPath, integrationPaths } from '../../probes/installation/integration-paths.ts';
import { type Integration, integrations } from '../../probes/installation/integrations.ts';
import type { Examined } from '../installation/examine-installation.ts';
import { lineOfFinding } from './causes.ts';
import { clockOf } from './jobservice.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';

const LANGUAGE = 'en';
const FAILED = 'registry-health-check-failed';

const words: Words<{
  fails(name: string, host: string, since: string | null): string;
  well(count: number): string;
  resolves(resolver: string, addresses: string): string;
  resolvesNot(resolver: string): string;
  readonly worksHere: string;
  failsHere(says: string): string;
  sick(says: string): string;
}> = {
  en: {
    fails: (name, host, since) =>
      `The health check of \`${name}\` (\`${host}\`) fails${since === null ? '' : ` since ${since}`}; it is hidden from the image list until it passes.`,
    resolves: (resolver, addresses) => ` From here (${resolver}) the name resolves, to ${addresses}.`,
    resolvesNot: (resolver) => ` From here (${resolver}) the name does not resolve either.`,
    worksHere: ' From here every step of the way works.',
    failsHere: (says) => ` From here it fails too: \`${says}\`.`,
    sick: (says) => ` The registry itself is unhealthy: \`${says}\`.`,
    well: (count) =>
      `${count} integrated ${count === 1 ? 'registry passes its' : 'registries pass their'} health check.`,
  },
};

/** `network` looks names up that the controller's DNS does not know: the other half of the answer. */
export async function seeIntegrations(
  { answers, results }: Examined,
  checks: readonly Check[],
  network: Pick<NetworkAsker, 'lookup' | 'resolver'>,
  now: Date,
): Promise<Seen> {
  const answer = answers.get(integrations.id);
  const all = factIn(answers, integrations);
  if (all === null)
    return {
      couldNotLook: [
        { probe: 'RegistrySecrets', why: answer?.state === 'unknown' ? answer.why : 'not asked' },
      ],
    };
  const missing = results.find(
    (result) => result.outcome === 'fail' && result.check.id === 'integration-missing',
  );
  const absent = missing?.outcome === 'fail' ? [lineOfFinding(missing)] : [];
  if (all.length === 0) return { troubles: absent };
  const paths = factIn(answers, integrationPaths) ?? [];
  const well = all.filter((one) => !isFailing(one));
  return {
    troubles: [
      ...absent,
      ...(await Promise.all(
        all.filter(isFailing).map(async (one) => {
          const told = withPath(
            lineOf(one, checks, now),
            paths.find(({ name }) => name === one.name),
          );
          return told.cause === 'dns-failure' ? withLookup(told, one, network) : told;
        }),
      )),
    ],
    notes: well.length > 0 ? [line('integrations', 'healthy', words.en.well(well.length))] : [],
  };
}

export function isFailing({ state }: Integration): boolean {
  return state?.status === 'False';
}

function lineOf(integration: Integration, checks: readonly Check[], now: Date): StatusLine {
  const { name, host, state } = integration;
  const message = state?.message ?? state?.reason ?? '';
  const failed = checks.find(({ id }) => id === FAILED);
  const cause = judgeText(message, checks, { component: 'kangaroo' }).cause ?? failed;
  const since = state?.since ? clockOf(new Date(state.since), now) : null;
  const steps = [
    ...(failed ? stepsOf(failed, integration, now) : []),
    // For a name that is not known the steps above are better: they name the DNS that was asked.
    ...(cause && cause !== failed && cause.stage !== 'dns'
      ? cause.stepsFromText({ image: host ?? name }, LANGUAGE)
      : []),
  ];
  return {
    ...line(`integration-${name}`, 'degraded', words.en.fails(name, host ?? name, since), message),
    // The controller's words of its own check, a moment ago: as good as asked.
    ...(cause ? { cause: cause.id, confidence: 'confirmed' } : {}),
    steps,
  };
}

/** What of the way there fails from here; for a name, who knows it is told instead. */
function withPath(told: StatusLine, tried: IntegrationPath | undefined): StatusLine {
  if (tried === undefined || told.cause === 'dns-failure') return told;
  const { broken } = tried.path;
  const also =
    broken === null
      ? words.en.worksHere
      : broken.id === 'harbor'
        ? words.en.sick(broken.says)
        : words.en.failsHere(broken.says);
  return { ...told, says: `${told.says}${also}` };
}

async function withLookup(
  told: StatusLine,
  { host }: Integration,
  { lookup, resolver }: Pick<NetworkAsker, 'lookup' | 'resolver'>,
): Promise<StatusLine> {
  if (host === null) return told;
  const seen = await lookup(new URL(`http://${host}`).hostname);
  const also =
    seen.ended === 'found'
      ? words.en.resolves(resolver, seen.addresses.slice(0, 3).join(', '))
      : words.en.resolvesNot(resolver);
  return { ...told, says: `${told.says}${also}` };
}

/** What the check says of this one alone. */
function stepsOf(failed: Check, integration: Integration, now: Date): readonly string[] {
  const answer = { state: 'known', fact: [integration], at: now.toISOString(), ms: 0 } as const;
  const result = failed.run(new Map([[integrations.id, answer]]), { image: integration.name });
  return result.outcome === 'fail' ? result.steps(LANGUAGE) : [];
}
