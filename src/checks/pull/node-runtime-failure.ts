import { defineCheck } from '../../engine/check.ts';
import { ONLY_TEXT } from '../../facts/answered.ts';
import { signs } from '../../signs/node-runtime-failure.ts';

export default defineCheck({
  id: 'node-runtime-failure',
  stage: 'node',
  severity: 'medium',
  rows: ['S1-4'],
  signs,
  needs: {},
  judge: () => ONLY_TEXT,
  words: {
    en: {
      title: 'Container runtime failure',
      summary: (_: null, { image }) => `The container runtime of the node itself fails on \`${image}\`.`,
      probably: () => 'the container runtime of that node is itself in trouble',
      explains:
        'The image and the registry are fine; the node’s runtime cannot store or unpack what it gets: its socket is down, its snapshotter or content store is damaged, user namespaces lack ids, or it is out of memory or file handles. Usually only one node fails.',
      steps: ({ pull }) => [
        'Compare with another node: `kubectl get pods -o wide`; if only one fails, `kubectl cordon` it.',
        'On the node: `systemctl status containerd crio docker --no-pager; journalctl -u containerd -u crio -u docker --since -30min | tail -50`',
        `Restart the runtime (\`systemctl restart containerd\`), then remove what is left of the image: \`crictl rmi ${pull.image}\`, and pull it again.`,
        'If its store is damaged: drain the node and let it be replaced, or empty `/var/lib/containerd` with the runtime stopped.',
      ],
    },
  },
});
