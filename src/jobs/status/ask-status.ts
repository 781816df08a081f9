/** `status`: every registry that is configured or found in a cluster, side by side, worst first. */
import type { RegistryConfig } from '../../config.ts';
import type { Installation } from '../../engine/installation.ts';
import type { StatusQuestion } from '../../engine/question.ts';
import type { StatusReport } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { type Found, findInstallations } from '../installation/find-installations.ts';
import { discoveredStatus } from './discovered-status.ts';
import { registryStatus, type StatusSurroundings, worstFirst } from './registry-status.ts';

export type { StatusSurroundings } from './registry-status.ts';

const words: Words<{ readonly here: (resolver: string) => string; readonly file: string }> = {
  en: { here: (resolver) => `this machine (names by ${resolver})`, file: 'the file' },
};

/**
 * Looks at all registries, or at the one named. Each is time-boxed on its own, so one that hangs holds back none.
 * A name that is neither configured nor found gives a report without registries; commands refuse it before.
 */
export async function askStatus(
  question: StatusQuestion,
  surroundings: StatusSurroundings,
): Promise<StatusReport> {
  const started = performance.now();
  const { file, network } = surroundings;
  const search = findInstallations(surroundings);
  const wanted = surroundings.registries.filter((one) => isWanted(question.registry, one.name, one.host));
  const [configured, discovered, couldNotLook] = await Promise.all([
    Promise.all(wanted.map((one) => registryStatus(one, installationOf(one, search), surroundings))),
    search.then((found) => statusOfFound(found, question.registry, surroundings)),
    search.then((found): readonly BlindSpot[] => found.couldNotLook),
  ]);
  return {
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
    from: file ? words.en.file : words.en.here(network.resolver),
    ...(question.registry === undefined ? {} : { asked: question.registry }),
    ...(file ? { file } : {}),
    registries: [...configured, ...discovered].toSorted(worstFirst),
    couldNotLook,
  };
}

function statusOfFound({ found }: Found, asked: string | undefined, surroundings: StatusSurroundings) {
  const mine = found.filter(
    ({ foundBy, name, host }) => foundBy === 'discovery' && isWanted(asked, name, host ?? name),
  );
  return Promise.all(mine.map((one) => discoveredStatus(one, surroundings)));
}

/** What is configured to run somewhere need not be searched for. Nothing is looked into where nothing was found. */
async function installationOf(config: RegistryConfig, search: Promise<Found>): Promise<Installation | null> {
  const { name, host, kind, runsIn, plainHttp } = config;
  if (runsIn)
    return {
      name,
      host,
      product: kind,
      place: { ...runsIn, instance: null },
      installer: 'unknown',
      foundBy: 'configuration',
      ...(plainHttp ? { scheme: 'http' } : {}),
    };
  const { found } = await search;
  const mine = found.find((one) => one.foundBy === 'configuration' && one.name === name);
  return mine && (mine.place !== null || kind === 'harbor') ? mine : null;
}

function isWanted(asked: string | undefined, ...names: readonly string[]): boolean {
  return asked === undefined || names.some((name) => name.toLowerCase() === asked.toLowerCase());
}
