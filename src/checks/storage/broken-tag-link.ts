import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { damagedImages } from '../../probes/storage/damaged-images.ts';

const QUOTED = 4;

export default defineComponentCheck({
  id: 'broken-tag-link',
  severity: 'medium',
  rows: [
    'S2-6.1',
    'S2-6.2',
    'S2-6.3',
    'S2-6.5',
    'S2-6.6',
    'S2-6.7',
    'S2-6.8',
    'S2-6.9',
    'S2-6.10',
    'S2-6.11',
  ],
  signs: [
    {
      pattern: /_manifests\/tags\/[^/\n]{1,160}\/current\/link[^\n]{0,160}/,
      specimen:
        '[ERROR] [repository.go:298]: failed to delete tag v2: 500 {"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"Path":"/docker/registry/v2/repositories/libriry/test/_manifests/tags/v1/current/link","DriverName":"filesystem"}}]}',
      source: 'a field report',
    },
  ],
  needs: { images: damagedImages },
  uses: { asked: damagedImages, info: harborInfo },
  judge({ images }, { asked, info }) {
    const gone = images.damaged.filter(({ what }) => what === 'manifest');
    const [first, ...more] = gone;
    if (!first) return { outcome: 'pass' };
    const evidence = gone
      .slice(0, QUOTED)
      .map(({ repository, digest, says, size }) =>
        quoted(
          'registry',
          `GET /v2/${repository}/manifests/${digest}: ${says}; Harbor lists it with ${size} B`,
          asked,
        ),
      );
    return {
      outcome: 'fail',
      // There is one at least: `first`.
      evidence: evidence as unknown as NonEmpty<Evidence>,
      data: {
        repository: first.repository,
        tag: first.tags[0] ?? null,
        digest: first.digest,
        more: more.length,
        version: info.state === 'known' ? info.fact.version : null,
      },
    };
  },
  words: {
    en: {
      title: 'Tag’s link missing in storage',
      summary: ({ repository, tag, digest, more }) =>
        `\`${repository}${tag === null ? `@${digest.slice(0, 19)}…` : `:${tag}`}\` is a broken link: Harbor lists it and the registry has no such manifest${more === 0 ? '' : `; so are ${more} more`}.`,
      probably: 'a tag’s link file is missing in the storage',
      explains:
        'Half a deletion or half a copy left the tag without what it points to (distribution wrote the manifest and not the blob; goharbor/harbor#6515, Harbor before 2.0). It is shown with 0 B, and deleting or pulling it fails.',
      steps: ({ data, pull }) => {
        const host = pull.installation?.host ?? '<harbor>';
        const [project = '<project>', ...rest] = (data?.repository ?? '<project>/<repository>').split('/');
        const name = rest.join('/');
        // A slash within it is sent twice encoded; a placeholder is for people to read.
        const sent = data ? encodeURIComponent(encodeURIComponent(name)) : name;
        const tag = data?.tag ?? '<tag>';
        const at = `${host}/${project}/${name}:${tag}`;
        return [
          `Push any image to the tag again, which writes link and blob anew: \`docker tag busybox ${at} && docker push ${at}\`.`,
          `Then delete the tag, one at a time, not several at once in the browser: \`curl -u admin -X DELETE https://${host}/api/v2.0/projects/${project}/repositories/${sent}/artifacts/${tag}/tags/${tag}\` (it asks for the password; the tag is gone for good).`,
          `On the storage (reads only): \`cat /data/registry/docker/registry/v2/repositories/${project}/${name}/_manifests/tags/${tag}/current/link\`, \`…/tags/${tag}/index/sha256/<digest>/link\` and \`…/_manifests/revisions/sha256/<digest>/link\` must name one digest, and \`ls /data/registry/docker/registry/v2/blobs/sha256/<first two>/<digest>/data\` must find it. Do not delete files there by hand.`,
          ...(data?.version && Number(data.version.split('.')[0]) >= 2
            ? []
            : ['Upgrade to Harbor 2.0 or newer, which deletes by artifact and does not leave such links.']),
        ];
      },
    },
  },
});
