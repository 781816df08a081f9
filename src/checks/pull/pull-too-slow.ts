import { defineCheck } from '../../engine/check.ts';
import { ONLY_TEXT } from '../../facts/answered.ts';
import { slowSteps } from '../../facts/slow-steps.ts';

/** What else leaves a pull cancelled without a word of its own. */
const CANCELLED = [
  'connection-timeout',
  'network-reset',
  'node-runtime-failure',
  'registry-unavailable',
  'proxy-misconfigured',
  'mirror-misconfigured',
  'registry-storage-failure',
  'node-disk-full',
];

export default defineCheck({
  id: 'pull-too-slow',
  stage: 'network',
  severity: 'low',
  rows: [
    'S1-5',
    'S1-38',
    'S1-39',
    'S1-40',
    'S1-41',
    'S1-42',
    'S1-43',
    'S1-44',
    'S1-45',
    'S1-47',
    'S1-90',
    'S1-91',
    'S1-92',
  ],
  signs: [
    {
      pattern:
        /because of no progress in \S{1,20}|image-pull-progress-deadline|no progress[^\n]{0,40}(?:cancel|deadline|timeout)|[Cc]ancel(?:ling|ing|led)? pulling image/,
      specimen: 'cancel pulling image "registry.example.com/big:1" because of no progress in 1m0s',
      source: 'containerd pkg/cri/server/image_pull.go; dockershim',
      tells: 'sure',
    },
    {
      pattern:
        /(?:pull(?:ing)?|copy(?:ing)?|download(?:ing)?|fetch(?:ing)?)[^\n]{0,600}: context canceled|desc = (?:[^\n]{0,400}: )?context canceled|^context canceled/,
      specimen:
        'rpc error: code = Canceled desc = failed to pull and unpack image "private_registry.mydomain/csg/app:1": context canceled',
      source: 'kubernetes/kubernetes#131521; containerd',
      tells: 'suggests',
      orElse: CANCELLED,
    },
    {
      pattern:
        /(?:rpc error: code = \w{1,20} desc = |^)net\/http: request canceled(?: \(Client\.Timeout or context cancellation while reading body\))?$|net\/http: request canceled \(Client\.Timeout or context cancellation while reading body\)/,
      specimen: 'rpc error: code = 2 desc = net/http: request canceled',
      source: 'kubernetes/kubernetes#59376; docker engine',
      tells: 'suggests',
      orElse: CANCELLED,
    },
    {
      pattern:
        /code = DeadlineExceeded|(?:operation|pull|request) timed? ?out|context deadline exceeded|timed out (?:waiting|pulling|while pulling)/i,
      specimen: 'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      source: 'CRI calls under a deadline',
      tells: 'suggests',
      orElse: [...CANCELLED, 'dns-failure'],
    },
    {
      pattern: /Operation too slow/,
      specimen: 'curl: (28) Operation too slow. Less than 1024 bytes/sec transferred the last 30 seconds',
      source: 'curl lib/speedcheck.c',
      tells: 'sure',
    },
  ],
  needs: {},
  judge: () => ONLY_TEXT,
  words: {
    en: {
      title: 'Pull is too slow',
      summary: (_: null, { image }) => `The deadline passed while \`${image}\` was still being downloaded.`,
      probably: ({ image }) =>
        `the deadline passes while ${image ? `\`${image}\`` : 'the image'} is still being downloaded`,
      explains:
        'Nothing is refused; the download or unpacking takes longer than someone is willing to wait: containerd’s progress timeout, a kubelet’s or client’s deadline, or a Job’s active deadline. Large images, thin lines and slow disks do this.',
      steps: ({ pull }) => [
        `Measure on the node: \`time crictl pull ${pull.image}\`, and the size: \`crane manifest ${pull.image} | jq '[.layers[].size] | add'\``,
        'containerd: raise `image_pull_progress_timeout` (default 5m) in `/etc/containerd/config.toml`; old Docker nodes: the kubelet’s `--image-pull-progress-deadline`.',
        'Make it faster: smaller image (several stages in the Dockerfile, build tools left out), a cache near the nodes, pre-pull with a DaemonSet.',
        ...slowSteps,
      ],
    },
  },
});
