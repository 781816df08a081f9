/** Each configured registry, as `status` sees it. */
import type { RegistryStatus } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import { type DoctorLine, lineOf } from './report.ts';

const words: Words<{
  readonly none: string;
  readonly ok: (what: string) => string;
  readonly blind: (probe: string, why: string) => string;
  readonly mend: Readonly<Record<string, string>>;
  readonly mendBlind: Readonly<Record<'login' | 'runsIn' | 'address', string>>;
}> = {
  en: {
    none: 'No registries are configured: `status` has nothing to show; pulls are diagnosed all the same.',
    ok: (what) => `${what} answers.`,
    blind: (probe, why) => `${probe}: ${why}.`,
    mend: {
      dns: 'mend `host:`, or name the DNS servers of the nodes under `network.resolvers`',
      tcp: 'mend the port in `host:`, or open the way from this machine to it',
      tls: 'name the authority with `ca:`, or set `plainHttp: true` where it speaks no TLS',
      login: 'set the variable that `passwordEnv:` names to the password of `username:`',
      api: 'ask the registry itself: `curl -i https://<host>/v2/`',
    },
    mendBlind: {
      login: 'give it a `login:` with read rights (for Harbor, a system robot)',
      runsIn: 'write `runsIn: { cluster, namespace }`',
      address: 'name the range under `network.allowAddresses`, if it is meant',
    },
  },
};

export function examineRegistries(registries: readonly RegistryStatus[]): readonly DoctorLine[] {
  if (registries.length === 0) return [lineOf('registries', 'note', words.en.none)];
  return registries.flatMap(examineRegistry);
}

function examineRegistry(status: RegistryStatus): readonly DoctorLine[] {
  const area = `registry ${status.name}`;
  const what = status.version ? `${status.product} ${status.version}` : status.product;
  const troubles = status.troubles.map(({ id, health, says, quote }) => {
    const state = health === 'warning' && id !== 'login' ? 'note' : 'wrong';
    return lineOf(area, state, quote ? `${says} (${quote})` : says, words.en.mend[id]);
  });
  // Told already, with what to do: it is not another login that is wanted.
  const isRefused = status.troubles.some(({ id }) => id === 'login');
  const blind = status.couldNotLook.map(({ probe, why }) =>
    lineOf(area, 'could-not-look', words.en.blind(probe, why), mendBlind(why, isRefused)),
  );
  const answers = status.health !== 'down' && status.health !== 'unknown';
  return [...(answers ? [lineOf(area, 'ok', words.en.ok(what))] : []), ...troubles, ...blind];
}

function mendBlind(why: string, isRefused: boolean): string | undefined {
  const { login, runsIn, address } = words.en.mendBlind;
  if (/login/.test(why)) return isRefused ? undefined : login;
  if (/runsIn/.test(why)) return runsIn;
  return /allowAddresses/.test(why) ? address : undefined;
}
