import { defineComponentCheck } from '../../facts/component-check.ts';
import { unfinishedStart } from '../../facts/unfinished-start.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { components } from '../../probes/installation/components.ts';

interface Data {
  readonly pod: string;
  readonly restarts: number;
}

export default defineComponentCheck({
  id: 'core-killed-during-migration',
  severity: 'high',
  rows: ['S2-3.3'],
  signs: [],
  needs: { pods: components, logs: componentLogs },
  judge({ pods, logs }) {
    for (const log of logs.logs) {
      const pod = pods.components.find((one) => one.pod === log.pod && one.component === 'core');
      const begun = pod && !pod.ready && log.run === 'previous' ? unfinishedStart(log) : null;
      if (pod && begun)
        return {
          outcome: 'fail',
          evidence: [
            {
              source: `log of core (${log.pod}, before its restart)`,
              says: begun.line,
              ...(begun.at === null ? {} : { at: begun.at }),
            },
            { source: `pod ${log.pod}`, says: `${pod.restarts} restarts, ${pod.last?.reason ?? pod.state}` },
          ],
          data: { pod: log.pod, restarts: pod.restarts } satisfies Data,
        };
    }
    return { outcome: 'pass' };
  },
  words: {
    en: {
      title: 'Core killed in the middle of its migration',
      summary: ({ pod, restarts }: Data) =>
        `Core (\`${pod}\`) was killed ${restarts} time${restarts === 1 ? '' : 's'} before it had migrated its database or computed the quotas, and begins again each time.`,
      probably: 'core is killed before its migration or quota computation ends',
      explains:
        'Core does this before it serves, so its liveness probe fails meanwhile (chart 1.2 allows 20 s) and the kubelet kills it.',
      steps: ({ data }) => [
        `Give it time: \`kubectl -n <namespace> patch deployment <core> --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/livenessProbe"}]'\` (starts core once more; the next install puts the probe back).`,
        'Or in the values: `core.livenessProbe.initialDelaySeconds`, in later charts `core.startupProbe`; for the quotas alone `SYNC_QUOTA=false` in core’s ConfigMap.',
        `Then wait for \`Success to sync quota data\` in the log of ${data?.pod ? 'the new pod of core' : 'core'}; if it says \`Dirty database version\`, restore the backup.`,
      ],
    },
  },
});
