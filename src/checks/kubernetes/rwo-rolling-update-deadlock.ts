import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'rwo-rolling-update-deadlock',
  severity: 'high',
  signs: [
    {
      pattern: /Multi-Attach error for volume "[^"\n]{1,253}"[^\n]{0,200}/,
      specimen:
        'Multi-Attach error for volume "pvc-a45d52ee-3025-44e5-a488-4a4b89760bba" Volume is already used by pod(s) harbor-registry-5fdb5496bc-x6qmp',
      source: 'goharbor/harbor-helm#2288',
    },
  ],
  words: {
    en: {
      title: 'Volume still held by the old pod',
      probably: 'the new pod waits for a volume the old pod holds',
      explains: 'The volume can be mounted once, and the rollout starts the new pod before the old one ends.',
      steps: ['Delete the old pod; set `updateStrategy.type: Recreate` in the values.'],
    },
  },
});
