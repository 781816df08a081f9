/** The plan of a fix that writes to Harbor alone, and what keeps it from being offered there. Pure. */
import type { Answer } from '../engine/answer.ts';
import { isOlder } from '../engine/harbor/known-traps.ts';
import type { HarborInfo } from '../engine/harbor/records.ts';
import type { Plan, Step, Verification } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';

const words: Words<{
  readonly noGround: string;
  readonly discovered: (name: string) => string;
  readonly untold: string;
  readonly older: (version: string, since: string) => string;
}> = {
  en: {
    noGround: 'no registry of the configuration leads to it',
    discovered: (name) =>
      `\`${name}\` was found in a cluster and is not among \`registries\` of the configuration, so no login for writing is known`,
    untold: 'Harbor does not tell its version to our login',
    older: (version, since) =>
      since === '2.0'
        ? `it is Harbor ${version}: before 2.0 the API is another one, which this fix does not speak; the steps by hand do`
        : `it is Harbor ${version}, and the API this fix uses came with ${since}`,
  },
};

export interface HarborFix
  extends Pick<Plan, 'remediation' | 'does' | 'risk' | 'steps' | 'changes' | 'interrupts' | 'undo'> {
  /** What no other fix may touch meanwhile, within this Harbor: `replication-policy/11`. */
  readonly lock: string;
  readonly verify: Verification;
  readonly beware?: readonly string[];
}

/** `needs`: the version of Harbor whose API it uses. */
export function planInHarbor(
  { lock, beware = [], ...fix }: HarborFix,
  info: Answer<Pick<HarborInfo, 'version'>>,
  { installation }: Pick<Pull, 'installation'>,
  since = '2.0',
): Planned {
  const why = whyNotHere(info, installation, since);
  if (why !== null) return { state: 'not-ready', why };
  const registry = installation?.name ?? '';
  const scope = { cluster: null, namespace: null, registry };
  return { state: 'ready', plan: { ...fix, scope, locks: [`harbor/${registry}/${lock}`], beware } };
}

function whyNotHere(
  info: Answer<Pick<HarborInfo, 'version'>>,
  installation: Pull['installation'],
  since: string,
): string | null {
  if (!installation) return words.en.noGround;
  if (installation.foundBy === 'discovery') return words.en.discovered(installation.name);
  if (info.state === 'unknown') return info.why;
  const version = info.state === 'known' ? info.fact.version : null;
  if (version === null) return words.en.untold;
  return isOlder(version, `${since}.0`) ? words.en.older(version, since) : null;
}

/** A call to the Harbor that a pull is about. */
export function harborStep(
  { installation }: Pick<Pull, 'installation'>,
  call: Omit<Extract<Step, { readonly do: 'harbor' }>, 'do' | 'registry'>,
): Step {
  return { do: 'harbor', registry: installation?.name ?? '', ...call };
}

/** Begins a replication once, however often it is asked for. */
export function startStep(pull: Pull, policy: number): Step {
  return harborStep(pull, {
    method: 'POST',
    path: '/replication/executions',
    body: { policy_id: policy },
    done: {
      by: 'new-entry',
      path: `/replication/executions?policy_id=${policy}&sort=-start_time&page_size=100`,
      where: { policy_id: policy, trigger: 'manual' },
    },
  });
}

/** The Harbor that an image lies in, where nothing but its place in the configuration is known. */
export function configuredHarbor(name: string, host: string): Required<Pick<Pull, 'installation'>> {
  return {
    installation: {
      name,
      product: 'harbor',
      host,
      place: null,
      installer: 'unknown',
      foundBy: 'configuration',
    },
  };
}
