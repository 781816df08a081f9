import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { imageCleanup } from '../../probes/installation/image-cleanup.ts';

const NAMED = 5;

export default defineComponentCheck({
  id: 'nothing-cleans-images',
  severity: 'low',
  rows: ['S1-60', 'S1-61', 'S1-62'],
  signs: [],
  needs: { cleanup: imageCleanup },
  uses: { asked: imageCleanup },
  judge({ cleanup: { policies, repositories, old } }, { asked }) {
    if (repositories === 0 || policies.length > 0) return { outcome: 'pass' };
    const says = `imagecleanuppolicies: none; ${repositories} Repositories, ${old.length} of them not synced for 180 days`;
    return {
      outcome: 'fail',
      evidence: [quoted('Kubernetes API', says, asked)],
      data: {
        old: old.length,
        used: old.filter(({ used }) => used === 'used').length,
        unused: old
          .filter(({ used }) => used === 'unused')
          .map(({ namespace, name, lastSynced }) => ({ namespace, name, lastSynced })),
      },
    };
  },
  words: {
    en: {
      title: 'Nothing cleans up copied images',
      summary: ({ old, used }) =>
        `No ImageCleanupPolicy exists, so every copied image is kept${old === 0 ? '' : `; ${old} ${old === 1 ? 'Repository was' : 'Repositories were'} not synced for 180 days, ${used} of them still used by pods`}.`,
      probably: 'nothing cleans up copied images',
      explains:
        'The image controller keeps every version it has copied until a policy or a person removes it; storage and nodes fill up.',
      steps: ({ data }) => [
        `Decide with the owner of the images, then apply (it deletes images for good): \`kubectl apply -f - <<'EOF'\napiVersion: image.theriseunion.io/v1alpha1\nkind: ImageCleanupPolicy\nmetadata:\n  name: keep-recent\n  namespace: edge-system\nspec:\n  rules:\n    keepRecent: 3\n    unusedDays: 30\n  schedule: "0 2 * * *"\nEOF\` (see \`kubectl explain imagecleanuppolicies\` for the version served here).`,
        ...(data && data.unused.length > 0
          ? [
              `Not synced for long and in no pod of this cluster: ${data.unused
                .slice(0, NAMED)
                .map(
                  ({ namespace, name, lastSynced }) =>
                    `\`${namespace}/${name}\` (${lastSynced.slice(0, 10)})`,
                )
                .join(
                  ', ',
                )}${data.unused.length > NAMED ? ` and ${data.unused.length - NAMED} more` : ''}. One at a time, with its manifest kept: \`kubectl -n <namespace> get repositories.image.theriseunion.io <name> -o yaml > <name>.yaml && kubectl -n <namespace> delete repositories.image.theriseunion.io <name>\`.`,
            ]
          : []),
        'See what a deletion by label would take before it is done: `kubectl get repositories.image.theriseunion.io -n production -l app=deprecated-app`; the same words with `delete` destroy all of these at once. Do not delete by `lastSynced` alone: pods may still use such images.',
      ],
    },
  },
});
