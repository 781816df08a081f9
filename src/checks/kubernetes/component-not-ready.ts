import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { components } from '../../probes/installation/components.ts';

export interface ComponentsNotReady {
  readonly namespace: string;
  readonly pods: readonly { readonly component: string; readonly pod: string; readonly state: string }[];
}

export default defineComponentCheck({
  id: 'component-not-ready',
  severity: 'high',
  rows: ['S0-3', 'S0-7'],
  signs: [],
  needs: { components },
  uses: { asked: components },
  judge(facts, { asked }) {
    const sick = facts.components.components.filter(({ ready }) => !ready);
    const [first, ...more] = sick;
    if (!first) return { outcome: 'pass' };
    const evidenceOf = ({ pod, state, says, restarts, last }: typeof first) =>
      quoted(
        `pod ${pod}`,
        [
          state,
          says,
          restarts > 0 ? `${restarts} restarts` : null,
          last ? `last run: ${last.reason}${last.exitCode === null ? '' : ` (${last.exitCode})`}` : null,
        ]
          .filter(Boolean)
          .join(', '),
        asked,
      );
    return {
      outcome: 'fail',
      evidence: [evidenceOf(first), ...more.slice(0, 5).map(evidenceOf)],
      data: {
        namespace: facts.components.namespace,
        pods: sick.map(({ component, pod, state }) => ({ component, pod, state })),
      } satisfies ComponentsNotReady,
    };
  },
  words: {
    en: {
      title: 'Component not ready',
      summary: ({ pods }: ComponentsNotReady) =>
        pods.length === 1
          ? `The component ${pods[0]?.component} is not ready (\`${pods[0]?.state}\`).`
          : `${pods.length} component pods are not ready: ${[...new Set(pods.map(({ component }) => component))].join(', ')}.`,
      probably: 'a component is not ready',
      explains:
        'Its pod waits, crashes or fails its readiness probe. Its log of before the restart usually says why. Chartmuseum and notary are gone since Harbor 2.8 and 2.9: that they are missing there is right.',
      steps: ({ data }) => {
        const [first] = data?.pods ?? [];
        const [namespace, pod] = [data?.namespace ?? '<namespace>', first?.pod ?? '<pod>'];
        return [
          `\`kubectl -n ${namespace} get pods\`: which are not ready, and in what state?`,
          `\`kubectl -n ${namespace} describe pod ${pod}\`: read the events at its end.`,
          `\`kubectl -n ${namespace} logs ${pod} --all-containers --previous --tail=20\`, and the same without \`--previous\`.`,
        ];
      },
    },
  },
});
