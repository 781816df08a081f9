import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { components } from '../../probes/installation/components.ts';

interface Data {
  readonly component: string;
  readonly pod: string;
  readonly namespace: string;
  readonly owner: string | null;
  readonly restarts: number;
}

export default defineComponentCheck({
  id: 'component-oom-killed',
  severity: 'medium',
  rows: ['S1-5', 'S1-78', 'S1-84'],
  signs: [],
  needs: { components },
  uses: { asked: components },
  judge(facts, { asked }) {
    const { namespace, components: pods } = facts.components;
    const killed = pods.find(({ last, state }) => last?.reason === 'OOMKilled' || state === 'OOMKilled');
    if (!killed) return { outcome: 'pass' };
    const { component, pod, owner, restarts, last } = killed;
    const says = `last state: OOMKilled${last?.exitCode ? `, exit code ${last.exitCode}` : ''}, ${restarts} restarts`;
    const data: Data = {
      component,
      pod,
      namespace,
      owner: owner ? `${owner.kind.toLowerCase()}/${owner.name}` : null,
      restarts,
    };
    return {
      outcome: 'fail',
      evidence: [{ ...quoted(`pod ${pod}`, says, asked), ...(last?.at ? { at: last.at } : {}) }],
      data,
    };
  },
  words: {
    en: {
      title: 'Component killed for memory',
      summary: ({ component, pod }: Data) =>
        `${component} used more memory than its limit and was killed (pod \`${pod}\`).`,
      probably: 'a component was killed because it used more memory than its limit',
      explains:
        'The kernel ends a container that exceeds its memory limit. What it was doing is lost: uploads, syncs, scans or jobs in flight start again.',
      steps: ({ data }) => {
        const [namespace, owner] = [data?.namespace ?? '<namespace>', data?.owner ?? 'deployment/<name>'];
        return [
          `\`kubectl -n ${namespace} top pod --containers\`: how near to the limit is it?`,
          `Raise its memory limit in the values it is installed with; for a look: \`kubectl -n ${namespace} set resources ${owner} --limits=memory=2Gi\` (restarts it; the next install undoes it).`,
        ];
      },
    },
  },
});
