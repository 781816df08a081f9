import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { manifest } from '../../probes/manifest.ts';
import { node } from '../../probes/node.ts';
import { signs } from '../../signs/manifest-unsupported.ts';
import { signs as mediaTypes } from '../../signs/media-type-refused.ts';

const SCHEMA_1 = /^application\/vnd\.docker\.distribution\.manifest\.v1\+(?:json|prettyjws)$/;

interface Unread {
  readonly mediaType: string;
  readonly runtime: string | null;
  readonly what: 'manifest' | 'layers';
}

export default defineCheck({
  id: 'manifest-unsupported',
  stage: 'content',
  severity: 'medium',
  signs: [...mediaTypes, ...signs],
  needs: { manifest },
  uses: { node, asked: manifest },
  judge({ manifest: { found } }, also): Judgement<Unread> {
    if (!found) return { outcome: 'skip', why: 'the manifest was not had' };
    const runtime = factOf(also.node)?.node.runtime ?? null;
    const zstd = found.blobs.find(({ kind, mediaType }) => kind === 'layer' && /[+.]zstd$/.test(mediaType));
    if (zstd && runtime !== null && refusesZstd(runtime))
      return {
        outcome: 'fail',
        evidence: [
          quoted('registry', `layer ${zstd.digest}: ${zstd.mediaType}`, also.asked),
          quoted('node', `runtime ${runtime}`, also.node),
        ],
        data: { mediaType: zstd.mediaType, runtime, what: 'layers' },
      };
    if (!SCHEMA_1.test(found.mediaType))
      return {
        outcome: 'skip',
        why: 'its manifest and layers are of types that today’s runtimes read; whether it is an image was not asked',
      };
    if (runtime !== null && !refusesSchema1(runtime)) return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [quoted('registry', `Content-Type: ${found.mediaType}`, also.asked)],
      data: { mediaType: found.mediaType, runtime, what: 'manifest' },
    };
  },
  words: {
    en: {
      title: 'Manifest of an unsupported kind',
      summary: ({ mediaType, runtime, what }, { image }) =>
        what === 'layers'
          ? `\`${image}\` has layers of the kind \`${mediaType}\`, which \`${runtime}\` cannot unpack: containerd can from 1.5 on, Docker from 23 on.`
          : `\`${image}\` has a manifest of the old kind \`${mediaType}\`, which ${runtime ? `\`${runtime}\`` : 'today’s runtimes'} no longer take.`,
      probably: ({ image }) =>
        `the manifest ${image ? `of \`${image}\` ` : ''}is of a kind that this runtime or registry does not take`,
      explains:
        'Runtimes from containerd 2.1 and Docker 26 on refuse schema 1 images; old registries refuse OCI indexes; and a reference may lead to a chart, signature or other artifact that is no image at all.',
      steps: ({ pull }) => [
        `See what it is: \`crane manifest ${pull.image} | jq '.schemaVersion, .mediaType, .config.mediaType'\``,
        `Push it again in a current kind: \`skopeo copy --format v2s2 docker://${pull.image} docker://${pull.image}\` with a client that still reads the old one, or rebuild it.`,
        'If the registry is what refuses: upgrade it (distribution 2.8 or newer, Harbor 2.x), or push with `--provenance=false --sbom=false`.',
      ],
    },
  },
});

/** zstd layers: containerd 1.5.0 (release notes), moby 23.0.0 (release notes). */
function refusesZstd(runtime: string): boolean {
  const found = /^(containerd|docker):\/\/v?(\d{1,4})\.(\d{1,4})/.exec(runtime);
  if (!found) return false;
  const [major, minor] = [Number(found[2]), Number(found[3])];
  return found[1] === 'docker' ? major < 23 : major < 1 || (major === 1 && minor < 5);
}

/** containerd warns from 1.7 on and refuses from 2.1 on; source: containerd docs, deprecated features. */
function refusesSchema1(runtime: string): boolean {
  const found = /^(containerd|docker):\/\/v?(\d{1,4})\.(\d{1,4})/.exec(runtime);
  if (!found) return false;
  const [major, minor] = [Number(found[2]), Number(found[3])];
  return found[1] === 'docker' ? major >= 28 : major > 2 || (major === 2 && minor >= 1);
}
