import { defineCheck } from '../../engine/check.ts';
import type { NodeRecord } from '../../engine/cluster.ts';
import { quoted } from '../../facts/answered.ts';
import { manifest, type Platform } from '../../probes/manifest.ts';
import { node } from '../../probes/node.ts';

export default defineCheck({
  id: 'platform-unavailable',
  stage: 'platform',
  severity: 'high',
  signs: [
    {
      pattern: /no match for platform in manifest|no matching manifest(?: for \S{1,80}|$)/,
      specimen:
        'Failed to pull image "quay.io/brancz/kube-rbac-proxy:v0.10.0": rpc error: code = Unknown desc = no matching manifest for linux/arm64/v8 in the manifest list entries',
      source: 'kube-rbac-proxy/kube-rbac-proxy#79; docker engine and containerd',
      tells: 'sure',
    },
    {
      // nerdctl finds out its host's platform by itself, and not always the right one.
      pattern: /FATA\[\d{1,8}\] (?:[^\n]{1,400}: )?no match for platform in manifest[^\n]{0,100}/,
      specimen: 'FATA[0004] no match for platform in manifest: not found',
      source: 'containerd/nerdctl#979',
      tells: 'suggests',
      orElse: ['node-runtime-failure'],
    },
    {
      // containers/image before 5.5, which shows the variant bare, held v8 against images that name no variant.
      pattern: /no image found in manifest list for architecture arm64, variant v8, OS \w{1,20}/,
      specimen:
        'Error choosing image instance: no image found in manifest list for architecture arm64, variant v8, OS linux',
      source: 'cri-o/cri-o#3233',
      tells: 'suggests',
      orElse: ['node-runtime-failure'],
    },
    {
      pattern: /no image found in (?:manifest list|image index) for architecture "?[\w.-]{1,30}"?/,
      specimen:
        'choosing an image from manifest list docker://quay.io/a/b:1: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
      source: 'containers/image manifest/list',
      tells: 'sure',
    },
    {
      pattern:
        /does not contain descriptor matching platform|no child with platform \S{1,60} in index|does not (?:provide|match|support) the (?:specified|requested|detected host) platform|not (?:available|supported) (?:for|on) (?:the )?(?:platform|architecture)|no (?:manifest|image) (?:found )?for platform|unsupported platform|image platform \([^)]{1,60}\) does not match|cannot (?:be used|run) on this platform|image operating system "[^"]{1,40}" cannot be used|cannot download image with operating system "|operating system is not supported|no supported platform found in manifest list|Container manifest type '[^']{1,120}' must support|no matching (?:platform|architecture)|no candidates? for platform/i,
      specimen:
        'does not contain descriptor matching platform|no child with platform linux/arm64 in index ghcr.io/acme/app:1',
      source: 'google/go-containerregistry; docker engine; nerdctl',
      tells: 'sure',
    },
    {
      pattern:
        /a Windows version \S{1,40}-based image is incompatible with a \S{1,40} host|no matching manifest for windows|The container operating system does not match the host operating system|hcsshim::\w{1,40}[^\n]{0,120}operating system does not match/,
      specimen: 'a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host',
      source: 'docker engine and hcsshim on Windows',
      tells: 'sure',
    },
    {
      pattern: /exec format error/,
      specimen: 'exec /docker-entrypoint.sh: exec format error',
      source: 'Linux execve',
      tells: 'suggests',
      orElse: ['node-runtime-failure', 'content-corrupt'],
    },
    {
      // A build for a platform that this machine neither is nor emulates.
      pattern: /runtime execution on platform \S{1,40} not supported/,
      specimen:
        'failed to solve: failed to load LLB: runtime execution on platform linux/arm64 not supported',
      source: 'BuildKit solver/llbsolver/vertex.go',
      tells: 'suggests',
      orElse: ['node-runtime-failure'],
    },
  ],
  needs: { manifest, node },
  uses: { asked: manifest },
  judge({ manifest: { found }, node: { node: where } }, { asked }) {
    if (!found) return { outcome: 'skip', why: 'the manifest was not had' };
    // A single manifest is pulled whatever its platform; it fails only when run.
    if (found.platforms === null) return { outcome: 'pass' };
    if (found.platforms.some((one) => runsOn(one, where))) return { outcome: 'pass' };
    const has = [...new Set(found.platforms.map(nameOf))];
    return {
      outcome: 'fail',
      evidence: [
        quoted(
          'registry',
          `index ${found.digest}: ${has.length === 0 ? 'no runnable platform' : has.join(', ')}`,
          asked,
        ),
        { source: `node ${where.name}`, says: `${where.os}/${where.arch}` },
      ],
      data: { wanted: `${where.os}/${where.arch}`, has, node: where.name },
    };
  },
  words: {
    en: {
      title: 'No image for the node’s platform',
      summary: ({ wanted, has, node: where }, { image }) =>
        has.length === 0
          ? `\`${image}\` holds no runnable image at all, only attachments.`
          : `\`${image}\` has no image for \`${wanted}\`, the platform of node \`${where}\`; it has ${has.map((one) => `\`${one}\``).join(', ')}.`,
      probably: ({ image }) =>
        `${image ? `\`${image}\`` : 'the image'} has no variant for the node’s platform`,
      explains:
        'The tag is an index of images per platform, and none of them is for this node’s operating system and processor: it was built for amd64 only, for instance, and the pod landed on an arm64 node.',
      steps: ({ data, pull }) => [
        `See what it has: \`crane manifest ${pull.image} | jq -r '.manifests[].platform'\``,
        `Build and push it for ${data ? `\`${data.wanted}\`` : 'the node’s platform'} as well: \`docker buildx build --platform ${platformsOf(data)} --push -t ${pull.image} .\``,
        data?.has[0]
          ? `Or keep the pod on nodes it has an image for: \`nodeSelector: {kubernetes.io/arch: ${data.has[0].split('/')[1]}}\`.`
          : 'Or keep the pod on nodes it has an image for, with `nodeSelector: {kubernetes.io/arch: …}`.',
      ],
    },
  },
});

/** containerd also takes 32-bit images on 64-bit nodes; source: containerd/platforms compare.go. */
const ALSO_RUNS: Readonly<Record<string, string>> = { arm64: 'arm', amd64: '386' };
const GOARCH: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

function runsOn({ os, arch }: Platform, { os: nodeOs, arch: nodeArch, runtime }: NodeRecord): boolean {
  const wanted = GOARCH[nodeArch] ?? nodeArch;
  if (os !== nodeOs) return false;
  return arch === wanted || (runtime.startsWith('containerd:') && ALSO_RUNS[wanted] === arch);
}

function nameOf({ os, arch, variant }: Platform): string {
  return variant === null ? `${os}/${arch}` : `${os}/${arch}/${variant}`;
}

function platformsOf(data: { readonly wanted: string; readonly has: readonly string[] } | undefined): string {
  return data ? [...data.has, data.wanted].join(',') : 'linux/amd64,linux/arm64';
}
