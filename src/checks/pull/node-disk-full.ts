import { defineCheck } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { kubelet } from '../../probes/kubelet.ts';
import { node } from '../../probes/node.ts';

const NO_SPACE = /no space left on device|disk quota exceeded|input\/output error|No space left/;

export default defineCheck({
  id: 'node-disk-full',
  stage: 'node',
  severity: 'high',
  rows: ['S1-4'],
  signs: [
    {
      pattern:
        /no space left on device|There is not enough space on the disk|[Dd]isk quota exceeded|not enough (?:free )?(?:disk )?space|ENOSPC|insufficient (?:disk |free )?space|[Nn]o space left|out of disk space|No free inodes/,
      specimen:
        'failed to register layer: ApplyLayer exit status 1 stdout:  stderr: write /usr/local/src/opencv: no space left on device',
      source: 'Kaggle/docker-python#19; Linux ENOSPC',
      tells: 'sure',
    },
    {
      pattern:
        /failed to garbage collect required amount of images|[Ff]ree[dD]isk[sS]paceFailed|ImageGCFailed|NodeHasDiskPressure|had condition: \[DiskPressure\]|node was low on resource: \[?(?:ephemeral-storage|nodefs|DiskPressure|imagefs|inodes)|disk-?pressure|over the high threshold/i,
      specimen:
        'failed to garbage collect required amount of images. Wanted to free 9025121484 bytes, but freed 0 bytes',
      source: 'k3d-io/k3d#130; kubernetes pkg/kubelet/images',
      tells: 'sure',
    },
    {
      pattern:
        /(?:failed to (?:extract|register|unpack|mount|commit|write|copy|ingest)|containerd|\/var\/lib\/)[^\n]{0,400}(?:input\/output error|structure needs cleaning)/,
      specimen:
        'ctr: failed to extract layer sha256:be4e: failed to mount /var/lib/containerd/tmpmounts/containerd-mount788433525: input/output error: unknown',
      source: 'containerd/containerd#5022',
      tells: 'suggests',
      orElse: ['node-runtime-failure', 'content-corrupt', 'registry-storage-failure'],
    },
    {
      pattern:
        /devmapper: Thin Pool has \d{1,12} free (?:data|metadata) blocks|[Tt]hin [Pp]ool[^\n]{0,80}(?:full|free)|dm-thin[^\n]{0,60}(?:full|out of)/,
      specimen:
        'devmapper: Thin Pool has 1025 free data blocks which is less than minimum required 163840 free data blocks',
      source: 'docker engine, devicemapper',
      tells: 'sure',
    },
  ],
  needs: { node },
  uses: { kubelet, asked: node },
  judge({ node: { node: where } }, also) {
    if (!where.diskPressure)
      return {
        outcome: 'skip',
        why: 'the node reports no DiskPressure; whether a single filesystem is full cannot be seen',
      };
    const said = factOf(also.kubelet)?.texts.find(({ says }) => NO_SPACE.test(says));
    if (!said)
      return {
        outcome: 'skip',
        why: 'the node reports DiskPressure, but the pull does not complain of space',
      };
    return {
      outcome: 'fail',
      evidence: [
        quoted(`node ${where.name}`, 'condition DiskPressure=True', also.asked),
        { source: 'kubelet', says: said.says, at: said.at },
      ],
      data: { node: where.name },
    };
  },
  words: {
    en: {
      title: 'Node has no disk space',
      summary: ({ node: where }, { image }) =>
        `Node \`${where}\` has no disk space left to unpack \`${image}\`.`,
      probably: () => 'the node has no disk space left to unpack the image',
      explains:
        'The filesystem that holds images, or the one for temporary files, has no space or no inodes left; a runtime needs room for the packed and the unpacked layers at once. A worn-out disk or a full thin pool shows as an input/output error.',
      steps: ({ data }) => [
        `On ${data ? `node \`${data.node}\`` : 'the node'}: \`df -h /var/lib/containerd /var/lib/containers /var/lib/docker /var/lib/kubelet /var/tmp; df -i /var\``,
        'Free some: `crictl rmi --prune`, old logs in `/var/log`, and what else fills that filesystem. If it shows an input/output error: `dmesg -T | tail`, then drain the node.',
        `Then enlarge the disk, or lower the kubelet’s \`imageGCHighThresholdPercent\`. Meanwhile: \`kubectl cordon ${data?.node ?? '<node>'}\` and let the pod start elsewhere.`,
      ],
    },
  },
});
