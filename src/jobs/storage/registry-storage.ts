/** One Harbor's storage: projects with quotas, growth, collections, volumes, and what its checks find. */
import type { Installation } from '../../engine/installation.ts';
import { VOLUME_CLAIMS, volumeClaimOf } from '../../engine/kubernetes/volume-claim.ts';
import type { RegistryStorage, VolumeStorage } from '../../engine/storage-report.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { factIn } from '../../facts/answered.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { collections } from '../../probes/storage/collections.ts';
import { damagedImages } from '../../probes/storage/damaged-images.ts';
import { examineInstallation } from '../installation/examine-installation.ts';
import { harborOf } from '../installation/harbor-of.ts';
import type { Surroundings } from '../surroundings.ts';
import { historyOf } from './collection-history.ts';
import { grown } from './growth.ts';
import { projectsOf, type Told } from './projects.ts';
import { troublesOf } from './troubles.ts';

const ALWAYS = [harborInfo, collections, damagedImages] as const;
/** Projects that a report lists. */
const LISTED = 50;

const words: Words<{ readonly projects: string; readonly volumes: string; readonly looks: string }> = {
  en: { projects: 'projects and quotas', volumes: 'volumes', looks: 'growth (earlier looks lie in Redis)' },
};

export async function storageOf(
  installation: Installation,
  surroundings: Surroundings,
): Promise<RegistryStorage> {
  const checks = surroundings.checks.filter(
    ({ scope, probes }) =>
      scope === 'component' &&
      probes.length > 0 &&
      probes.every(({ id }) => ALWAYS.some((one) => one.id === id)) &&
      probes.some(({ id }) => id !== harborInfo.id),
  );
  const harbor = harborOf(installation, surroundings.network);
  const [examined, told, volumes] = await Promise.all([
    examineInstallation(installation, surroundings, { checks, always: ALWAYS }),
    harbor === null ? NOTHING : projectsOf(harbor),
    volumesOf(installation, surroundings),
  ]);
  const { answers } = examined;
  const growth = await grown(installation.host ?? installation.name, told.projects, surroundings);
  const info = factIn(answers, harborInfo);
  const damage = factIn(answers, damagedImages);
  const history = factIn(answers, collections);
  const spots = [...answers].flatMap(([probe, answer]): readonly BlindSpot[] =>
    answer.state === 'unknown' ? [{ probe, why: answer.why }] : [],
  );
  return {
    name: installation.name,
    host: installation.host ?? installation.name,
    version: info?.version ?? null,
    storage: info?.storage ?? null,
    used: told.known ? told.projects.reduce((sum, { used }) => sum + used, 0) : null,
    projects: growth.projects.slice(0, LISTED),
    moreProjects: told.total - Math.min(LISTED, told.projects.length),
    lastLook: growth.lastLook,
    growthUnknown: told.known ? growth.unknown : null,
    troubles: troublesOf(examined),
    collections: history ? historyOf(history) : null,
    broken: (damage?.damaged ?? []).map(({ repository, tags, digest, what, says }) => ({
      repository,
      tags,
      digest,
      what,
      says,
    })),
    looked: damage ? { repositories: damage.repositories, of: damage.of, artifacts: damage.artifacts } : null,
    volumes: volumes.volumes,
    couldNotLook: [
      ...(damage?.hidden === undefined ? [] : [{ probe: damagedImages.id, why: damage.hidden }]),
      ...(told.why === null ? [] : [{ probe: words.en.projects, why: told.why }]),
      ...(growth.why === null ? [] : [{ probe: words.en.looks, why: growth.why }]),
      ...volumes.spots,
      ...spots,
    ],
  };
}

const NOTHING: Told = { known: false, projects: [], total: 0, why: null };

/** Claims of its namespace; one that is not there is no blind spot. */
async function volumesOf(
  { place }: Installation,
  { clusters }: Surroundings,
): Promise<{ readonly volumes: readonly VolumeStorage[]; readonly spots: readonly BlindSpot[] }> {
  const reader = place === null ? undefined : clusters.get(place.cluster);
  if (place === null || !reader) return { volumes: [], spots: [] };
  const answer = await reader.objects(VOLUME_CLAIMS, place.namespace);
  if (answer.ended === 'not-found') return { volumes: [], spots: [] };
  if (answer.ended !== 'found')
    return { volumes: [], spots: [{ probe: words.en.volumes, why: answer.says }] };
  const claims = answer.value.map(volumeClaimOf);
  return {
    volumes: claims.map(({ name, phase, accessModes, capacity }) => ({
      claim: name,
      phase,
      modes: accessModes,
      capacity,
    })),
    spots: [],
  };
}
