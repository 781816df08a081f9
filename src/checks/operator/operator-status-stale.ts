import { defineComponentCheck } from '../../facts/component-check.ts';
import { howComponentsAre } from '../../facts/components-well.ts';
import { componentHealth } from '../../probes/installation/component-health.ts';
import { components } from '../../probes/installation/components.ts';
import { harborCluster } from '../../probes/installation/harbor-cluster.ts';

interface Data {
  readonly name: string;
  readonly status: string;
}

export default defineComponentCheck({
  id: 'operator-status-stale',
  severity: 'medium',
  rows: ['S0-9'],
  signs: [
    {
      pattern: /status may not refresh/,
      specimen: 'harborcluster status may not refresh after update spec',
      source: 'goharbor/harbor-operator#915',
    },
  ],
  needs: { cluster: harborCluster, pods: components },
  uses: { health: componentHealth, seen: components },
  judge({ cluster, pods }, { health, seen }) {
    if (cluster === null) return { outcome: 'skip', why: 'no operator looks after this Harbor' };
    const { name, status, conditions } = cluster;
    if (status === null || status === 'healthy') return { outcome: 'pass' };
    if (howComponentsAre(seen, health) !== 'well' || pods.components.length === 0)
      return { outcome: 'skip', why: 'its components are not all well: the status may be right' };
    const bad = conditions.find((one) => one.status !== 'True');
    return {
      outcome: 'fail',
      evidence: [
        {
          source: `HarborCluster ${name}`,
          says: [`status.status: ${status}`, bad?.type, bad?.message].filter(Boolean).join(' '),
          ...(bad?.since ? { at: bad.since } : {}),
        },
        { source: 'its pods', says: `${pods.components.length} components, all ready` },
      ],
      data: { name, status } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Status not refreshed',
      summary: ({ name, status }: Data) =>
        `Harbor works, and the operator still calls the HarborCluster \`${name}\` ${status}: its status is old.`,
      probably: 'the HarborCluster’s status is old',
      explains: 'The operator did not refresh it after the last change.',
      steps: () => [
        'Restart the operator, not Harbor: `kubectl -n <operator namespace> delete pod -l control-plane=harbor-operator` (interrupts no pull).',
        'The status should be `healthy` within 5 min; read the components themselves until then.',
      ],
    },
  },
});
