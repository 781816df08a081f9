import { defineComponentCheck } from '../../facts/component-check.ts';
import { hangingRollout } from '../../facts/hanging-rollout.ts';
import { attachFailures } from '../../probes/installation/attach-failures.ts';
import { componentWorkloads } from '../../probes/installation/component-workloads.ts';

export interface Deadlock {
  /** First of its pods' components. */
  readonly component: string;
  readonly namespace: string;
  readonly workload: string;
  /** The pod that holds the volume, and the one that waits for it. */
  readonly holds: string;
  readonly waits: string;
}

export default defineComponentCheck({
  id: 'rwo-rolling-update-deadlock',
  severity: 'high',
  rows: [],
  signs: [
    {
      pattern: /Multi-Attach error for volume "[^"\n]{1,253}"[^\n]{0,200}/,
      specimen:
        'Multi-Attach error for volume "pvc-a45d52ee-3025-44e5-a488-4a4b89760bba" Volume is already used by pod(s) harbor-registry-5fdb5496bc-x6qmp',
      source: 'goharbor/harbor-helm#2288',
    },
  ],
  needs: { workloads: componentWorkloads, failures: attachFailures },
  judge({ workloads: { workloads, at }, failures }) {
    for (const workload of workloads) {
      const hanging = hangingRollout(workload);
      // A pod that has only just been made may come up yet.
      const held = failures.find(({ pod }) => pod === hanging?.waits.name);
      if (!hanging || !held) continue;
      const { kind, namespace, name, components, strategy, modes } = workload;
      const data: Deadlock = {
        component: components[0] ?? name,
        namespace,
        workload: `${kind.toLowerCase()}/${name}`,
        holds: hanging.holds.name,
        waits: hanging.waits.name,
      };
      const volume = modes.map((mode) => mode ?? 'unknown').join(', ');
      const says = `${strategy}, volume ${volume}; ${hanging.holds.name} ${hanging.holds.phase}, ${hanging.waits.name} ${hanging.waits.phase}`;
      return {
        outcome: 'fail',
        evidence: [
          { source: `event of pod ${held.pod}`, says: held.says, at: held.at },
          { source: `${kind} ${namespace}/${name}`, says, at },
        ],
        data,
      };
    }
    return { outcome: 'pass' };
  },
  words: {
    en: {
      title: 'Volume still held by the old pod',
      summary: ({ component, holds, waits }: Deadlock) =>
        `The rollout of ${component} hangs: the new pod \`${waits}\` waits for the volume that the old pod \`${holds}\` holds.`,
      probably: 'the new pod waits for a volume the old pod holds',
      explains: 'The volume can be mounted once, and the rollout starts the new pod before the old one ends.',
      steps: ({ data }) => [
        data
          ? `Delete the old pod: \`kubectl -n ${data.namespace} delete pod ${data.holds}\`. It is away until the new one is ready.`
          : 'Delete the old pod.',
        'So that it does not come back: set `updateStrategy.type: Recreate` in the values.',
      ],
    },
  },
});
