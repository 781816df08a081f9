/** `status`: every configured registry, side by side, worst first. */
import type { RegistryConfig } from '../../config.ts';
import type { StatusQuestion } from '../../engine/question.ts';
import type { StatusReport } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import { registryStatus, type StatusSurroundings, worstFirst } from './registry-status.ts';

export type { StatusSurroundings } from './registry-status.ts';

const words: Words<{ readonly here: (resolver: string) => string }> = {
  en: { here: (resolver) => `this machine (names by ${resolver})` },
};

/**
 * Looks at all registries, or at the one named. Each is time-boxed on its own, so one that hangs holds back none.
 * A name that is not configured gives a report without registries; commands refuse it before.
 */
export async function askStatus(
  question: StatusQuestion,
  surroundings: StatusSurroundings,
): Promise<StatusReport> {
  const started = performance.now();
  const wanted = surroundings.registries.filter((registry) => isWanted(registry, question.registry));
  const registries = await Promise.all(wanted.map((registry) => registryStatus(registry, surroundings)));
  return {
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
    from: words.en.here(surroundings.network.resolver),
    registries: registries.toSorted(worstFirst),
  };
}

function isWanted({ name, host }: RegistryConfig, asked: string | undefined): boolean {
  if (asked === undefined) return true;
  const given = asked.toLowerCase();
  return name.toLowerCase() === given || host.toLowerCase() === given;
}
