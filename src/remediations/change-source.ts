import imageSourceMissing from '../checks/image-controller/image-source-missing.ts';
import imageSyncSlow from '../checks/image-controller/image-sync-slow.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { REPOSITORY_RIGHTS } from '../facts/annotate-repository.ts';
import { planSpec } from '../facts/patch-repository.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { type OtherSource, otherSources } from '../probes/sync/other-sources.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

/** `near`: the name there is that is most like the one that is written. */
type Misread = object | { readonly near: string | null };
const MISREAD: readonly CheckOf<Misread>[] = [imageSourceMissing, imageSyncSlow];
const TEN_MINUTES_MS = 600_000;

export default defineRemediation({
  id: 'change-source',
  risk: 'medium',
  rows: ['B-REPO', 'S1-22', 'S1-44'],
  fixes: MISREAD,
  rights: REPOSITORY_RIGHTS,
  needs: { sync: imageSync, object: repositoryObject, sources: otherSources },
  plan({ check, data }, { sync: { object: of }, object, sources }, _also, pull) {
    const chosen = chosenOf(sources, 'near' in data ? data.near : null);
    if (typeof chosen === 'string') return { state: 'not-ready', why: chosen };
    const { namespace, name } = of;
    return planSpec({
      remediation: 'change-source',
      check,
      does: `Let Repository \`${namespace}/${name}\` read from the source \`${chosen.name}\` (\`${chosen.host}\`), which has its image`,
      object,
      at: { namespace, name },
      from: { registryRef: { name: of.registry } },
      to: { registryRef: { name: chosen.name } },
      withinS: (of.syncTimeoutMs ?? TEN_MINUTES_MS) / 1000,
      pull,
    });
  },
  words: {
    en: {
      title: 'Read from another source',
      would: 'let the Repository read from a source that has its image',
    },
  },
});

/** The one whose name was meant, else the only one; why none. */
function chosenOf(sources: readonly OtherSource[], near: string | null): OtherSource | string {
  const having = sources.filter(({ has }) => has === 'yes');
  const meant = having.find(({ name }) => name === near);
  const [only, ...more] = having;
  if (meant) return meant;
  if (only && more.length === 0) return only;
  if (only)
    return `several sources have its image, ${having.map(({ name }) => `\`${name}\``).join(', ')}: only people know which is meant`;
  const said = sources.map(({ name, says }) => `\`${name}\`: ${says}`).join('; ');
  return said === ''
    ? 'its namespace has no other source that is connected'
    : `no other source gives its image (${said})`;
}
