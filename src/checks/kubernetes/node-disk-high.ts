import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'node-disk-high',
  severity: 'low',
  signs: [
    {
      pattern:
        /Disk usage on image filesystem is (?:at \d{1,3}% which is )?over the high threshold[^\n]{0,200}/,
      specimen:
        'Disk usage on image filesystem is at 85% which is over the high threshold (85%). Trying to free 5487241625 bytes down to the low threshold (80%).',
      source: 'k3s-io/k3s#796',
    },
  ],
  words: {
    en: {
      title: 'Image disk nearly full',
      probably: 'the node’s image disk is over its threshold and is being cleaned',
      explains: 'The kubelet deletes unused images until it is below the low threshold.',
      steps: ['Look what fills it; enlarge the disk if it comes back.'],
    },
  },
});
