import { defineCheck } from '../../engine/check.ts';
import { ONLY_TEXT } from '../../facts/answered.ts';

export default defineCheck({
  id: 'node-pull-throttled',
  stage: 'node',
  severity: 'low',
  signs: [
    {
      pattern: /pull QPS exceeded/,
      specimen: 'Failed to pull image "a.b.c/image-0.1": pull QPS exceeded',
      source: 'Azure/AKS#3138; kubernetes pkg/kubelet/images/helpers.go',
      tells: 'sure',
    },
    {
      pattern:
        /(?:waiting for|queued behind) (?:other|another|\d{1,5}) (?:image )?pulls?|max(?:imum)? parallel (?:image )?pulls (?:reached|exceeded)|serialize-?image-?pulls|registryPullQPS|too many (?:concurrent|parallel) (?:image )?pulls/i,
      specimen: 'image pull is waiting for other pulls: serializeImagePulls is true',
      source: 'kubelet settings serializeImagePulls, maxParallelImagePulls, registryPullQPS',
      tells: 'sure',
    },
  ],
  needs: {},
  judge: () => ONLY_TEXT,
  words: {
    en: {
      title: 'Kubelet holds pulls back',
      summary: (_: null, { image }) =>
        `The kubelet has reached its own limit of pulls and holds \`${image}\` back.`,
      probably: () =>
        'the kubelet has reached its own limit of pulls per second; nothing is wrong with the registry',
      explains:
        'Each kubelet starts at most `registryPullQPS` pulls per second (5 by default, bursts of 10). When many pods start on one node at once, some are told to wait; it heals by itself.',
      steps: () => [
        'Wait: the kubelet tries again, and each success makes room.',
        'If it comes back often: raise `registryPullQPS` and `registryBurst` in the kubelet’s configuration, or set `serializeImagePulls: false` with `maxParallelImagePulls`.',
        'Spread the pods over more nodes, and do not restart them all at once.',
      ],
    },
  },
});
