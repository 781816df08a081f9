import specRepositoryHasTag from '../checks/image-controller/spec-repository-has-tag.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { REPOSITORY_RIGHTS } from '../facts/annotate-repository.ts';
import { planSpec } from '../facts/patch-repository.ts';
import { manifest } from '../probes/manifest.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

const TEN_MINUTES_MS = 600_000;

export default defineRemediation({
  id: 'correct-repository',
  risk: 'medium',
  rows: ['B-REPO', 'S1-32', 'S1-33'],
  fixes: [specRepositoryHasTag],
  rights: REPOSITORY_RIGHTS,
  needs: { sync: imageSync, object: repositoryObject, manifest },
  plan({ check, data }, { sync: { object: of }, object, manifest: there }, _also, pull) {
    const { namespace, name, repository, path, tagInPath, tag } = data;
    if (tag !== null && tag !== tagInPath)
      return {
        state: 'not-ready',
        why: `two tags are given, \`${tagInPath}\` and \`${tag}\`: only people know which is meant`,
      };
    if (!there.attempts.some(({ ended }) => ended === 'found'))
      return { state: 'not-ready', why: `the source does not give \`${path}:${tagInPath}\` either` };
    return planSpec({
      remediation: 'correct-repository',
      check,
      does: `Write Repository \`${namespace}/${name}\` as \`${path}\` with the tag \`${tagInPath}\``,
      object,
      at: { namespace, name },
      from: { repository, tag },
      to: { repository: path, tag: tagInPath },
      withinS: (of.syncTimeoutMs ?? TEN_MINUTES_MS) / 1000,
      pull,
    });
  },
  words: { en: { title: 'Correct the Repository', would: 'take the tag out of the Repository’s path' } },
});
