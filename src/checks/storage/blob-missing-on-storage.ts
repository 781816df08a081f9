import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { damagedImages } from '../../probes/storage/damaged-images.ts';

export default defineComponentCheck({
  id: 'blob-missing-on-storage',
  severity: 'high',
  rows: ['S1-4', 'S2-6.4'],
  signs: [
    {
      pattern:
        /cannot access [^\n]{0,200}\/docker\/registry\/v2\/blobs\/[^\n]{0,160}No such file|http status code: 404, body: [^\n]{0,120}BLOB_UNKNOWN[^\n]{0,160}/,
      specimen:
        'ls: cannot access /data/registry/docker/registry/v2/blobs/sha256/e7/e7dd*: No such file or directory',
      source: 'a field report',
    },
  ],
  needs: { images: damagedImages },
  uses: { asked: damagedImages },
  judge({ images }, { asked }) {
    const lost = images.damaged.filter(({ what }) => what === 'layer');
    const [first, ...more] = lost;
    if (!first) return { outcome: 'pass' };
    const { repository, tags, digest, missing, says } = first;
    const also = more
      .slice(0, 3)
      .map((one) =>
        quoted('registry', `HEAD /v2/${one.repository}/blobs/${one.missing}: ${one.says}`, asked),
      );
    return {
      outcome: 'fail',
      evidence: [quoted('registry', `HEAD /v2/${repository}/blobs/${missing}: ${says}`, asked), ...also],
      data: { repository, tag: tags[0] ?? null, digest, missing, more: more.length },
    };
  },
  words: {
    en: {
      title: 'Blob missing in storage',
      summary: ({ repository, tag, digest, missing, more }) =>
        `\`${repository}${tag === null ? `@${digest.slice(0, 19)}…` : `:${tag}`}\` cannot be pulled whole: its blob \`${missing.slice(0, 19)}…\` is gone from the storage${more === 0 ? '' : `; ${more} more images are like that`}.`,
      probably: 'a blob that the database knows is not in the storage',
      explains: 'It was deleted below the registry, never copied, or lies on another replica’s volume.',
      steps: ({ data, pull }) => {
        const host = pull.installation?.host ?? '<registry>';
        const image = `${host}/${data?.repository ?? '<project>/<repository>'}:${data?.tag ?? '<tag>'}`;
        const digest = data?.missing.replace('sha256:', '') ?? '<digest>';
        return [
          `Push the image again from where it still exists (a node that runs it has all layers): \`nerdctl -n k8s.io push ${image}\`, or build it anew. A push sends only what the registry lacks.`,
          `On the storage (reads only): \`ls -l /data/registry/docker/registry/v2/blobs/sha256/${digest.slice(0, 2)}/${digest}/data\`.`,
          'Give all registry replicas one storage, and run no garbage collection until it is known what took the blob.',
        ];
      },
    },
  },
});
