import { defineComponentCheck } from '../../facts/component-check.ts';
import { unfinishedStart } from '../../facts/unfinished-start.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { components } from '../../probes/installation/components.ts';

interface Data {
  readonly pod: string;
  readonly since: string | null;
}

export default defineComponentCheck({
  id: 'migration-in-progress',
  severity: 'medium',
  rows: ['S2-3.1', 'S2-3.2'],
  signs: [
    {
      pattern:
        /\u7528\u6237\u540d\u5bc6\u7801\u4e0d\u5bf9|Start to sync quota data|Success to sync quota data/,
      specimen: '用户名密码不对 (login refused after 1.9.x upgrade)',
      source: 'a field report',
    },
  ],
  needs: { pods: components, logs: componentLogs },
  judge({ pods, logs }) {
    const waiting = new Set(
      pods.components.filter(({ component, ready }) => component === 'core' && !ready).map(({ pod }) => pod),
    );
    for (const log of logs.logs) {
      if (!waiting.has(log.pod) || log.run === 'previous') continue;
      const begun = unfinishedStart(log);
      if (begun)
        return {
          outcome: 'fail',
          evidence: [
            {
              source: `log of core (${log.pod})`,
              says: begun.line,
              ...(begun.at === null ? {} : { at: begun.at }),
            },
          ],
          data: { pod: log.pod, since: begun.at } satisfies Data,
        };
    }
    return { outcome: 'pass' };
  },
  words: {
    en: {
      title: 'Migration still running',
      summary: ({ pod }: Data) =>
        `Core (\`${pod}\`) still migrates its database or computes the quotas of all projects; logins are refused until it is done.`,
      probably: 'core still migrates or computes quotas and does not serve yet',
      explains:
        'Until it is done, logins are refused, also with the right password; it looks at every image of every project, so many images take long. A too eager liveness probe restarts it in the middle.',
      steps: ({ data }) => [
        'Do not restart core: it would begin again, and a migration that is cut leaves the schema dirty.',
        `Wait and watch core’s log for \`Success to sync quota data\`: \`kubectl -n <namespace> logs -f ${data?.pod ?? '<core pod>'}\`.`,
        'If core restarts meanwhile: raise `core.livenessProbe.initialDelaySeconds`, or set `SYNC_QUOTA=false` in core’s ConfigMap.',
      ],
    },
  },
});
