import blobMissing from '../checks/storage/blob-missing-on-storage.ts';
import brokenTagLink from '../checks/storage/broken-tag-link.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { damagedImages } from '../probes/storage/damaged-images.ts';

interface Broken {
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string;
}
const OF_BROKEN: readonly CheckOf<Broken>[] = [brokenTagLink, blobMissing];

export default defineRemediation({
  id: 'delete-broken-tag',
  risk: 'high',
  rows: ['B-TAGDEL', 'S2-6.9', 'S2-6.10'],
  fixes: OF_BROKEN,
  rights: [],
  harborRights: [{ level: 'project', resource: 'tag', action: 'delete' }],
  needs: { images: damagedImages },
  uses: { info: harborInfo },
  plan({ check, data: { repository, tag, digest } }, { images }, { info }, pull) {
    const not = (why: string) => ({ state: 'not-ready', why }) as const;
    if (tag === null) return not('the artifact has no tag; delete it by its digest in Harbor');
    const image = images.damaged.find((one) => one.repository === repository && one.digest === digest);
    if (!image) return not(`\`${repository}:${tag}\` is whole by now`);
    if (image.kept?.includes(tag))
      return not(
        `a rule of its project keeps \`${repository}:${tag}\` as it is (immutable); lift the rule first`,
      );
    const [project = '', ...rest] = repository.split('/');
    const name = encodeURIComponent(encodeURIComponent(rest.join('/')));
    const others = image.tags.filter((one) => one !== tag);
    const lost =
      image.what === 'layer'
        ? 'A node that runs it may still have all its layers: pushed again from there, the image is whole and need not be deleted.'
        : 'If the image still exists elsewhere: pushed again it is whole, and need not be deleted.';
    return planInHarbor(
      {
        remediation: 'delete-broken-tag',
        does: `Delete the tag \`${repository}:${tag}\`, which leads to nothing`,
        risk: 'high',
        steps: [
          harborStep(pull, {
            method: 'DELETE',
            path: `/projects/${encodeURIComponent(project)}/repositories/${name}/artifacts/${digest}/tags/${encodeURIComponent(tag)}`,
          }),
        ],
        changes: [{ what: `${repository}:${tag}`, from: digest, to: null }],
        interrupts: 'Nothing: it cannot be pulled as it is.',
        undo: { by: 'none', why: 'A tag that is deleted comes back by a push alone.' },
        lock: `tag/${repository}:${tag}`,
        verify: {
          check,
          of: { ...pull, image: `${pull.installation?.host ?? ''}/${repository}:${tag}` },
          withinS: 60,
          steadyS: 0,
        },
        beware: [
          lost,
          ...(others.length > 0
            ? [
                `Of the same image and broken as well: ${others.map((one) => `\`${one}\``).join(', ')}. Tags go one by one.`,
              ]
            : []),
        ],
      },
      info,
      pull,
    );
  },
  words: { en: { title: 'Delete the broken tag', would: 'delete the tag that leads to nothing' } },
});
