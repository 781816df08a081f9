import { defineComponentCheck } from '../../facts/component-check.ts';
import { howComponentsAre } from '../../facts/components-well.ts';
import { componentHealth } from '../../probes/installation/component-health.ts';
import { components } from '../../probes/installation/components.ts';
import { harborCluster } from '../../probes/installation/harbor-cluster.ts';

interface Data {
  readonly name: string;
  readonly status: string;
  /** The first condition that is not True. */
  readonly condition: string | null;
}

/** Which setting of the HarborCluster each condition is about (goharbor/harbor-operator docs/CRD). */
const SETTING: Readonly<Record<string, string>> = {
  DatabaseReady: 'spec.database (host, port, user, its Secret, sslMode)',
  CacheReady: 'spec.cache (host, port, sentinel, its Secret)',
  StorageReady: 'spec.storage (endpoint, region, bucket, keys, v4auth)',
};

export default defineComponentCheck({
  id: 'harborcluster-unhealthy',
  severity: 'high',
  rows: ['S0-1', 'S0-2', 'S0-8'],
  signs: [
    {
      pattern: /\s(?:unhealthy|provisioning)\s{0,40}$/,
      specimen: 'trust-node-port   https://10.6.232.5:30010   unhealthy',
      source:
        'a field report (healthy sample) + goharbor/harbor-operator controllers/goharbor/harborcluster/status.go',
    },
  ],
  needs: { cluster: harborCluster },
  uses: { pods: components, health: componentHealth },
  judge({ cluster }, also) {
    if (cluster === null) return { outcome: 'skip', why: 'no operator looks after this Harbor' };
    const { name, status, conditions } = cluster;
    if (status === null || status === 'healthy') return { outcome: 'pass' };
    if (howComponentsAre(also.pods, also.health) === 'well')
      return { outcome: 'skip', why: 'its components are well: the status is old' };
    const bad = conditions.find((one) => one.status !== 'True');
    const words = [bad?.type, bad?.status, bad?.reason, bad?.message].filter(Boolean).join(' ');
    const source = `HarborCluster ${name}`;
    const evidence = { source, says: `status.status: ${status}` };
    const told = bad ? [{ source, says: words, ...(bad.since ? { at: bad.since } : {}) }] : [];
    return {
      outcome: 'fail',
      evidence: told[0] ? [told[0], evidence] : [evidence],
      data: { name, status, condition: bad?.type ?? null } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'HarborCluster unhealthy',
      summary: ({ name, status, condition }: Data) =>
        condition === null
          ? `The operator calls the HarborCluster \`${name}\` ${status}.`
          : `The operator calls the HarborCluster \`${name}\` ${status}: its condition ${condition} is not True.`,
      probably: 'the operator calls this HarborCluster unhealthy or still provisioning',
      explains: 'One of its parts (database, cache, storage, core) is not ready; the conditions say which.',
      steps: ({ data }) => [
        'On the cluster where this Harbor runs (in the console: instance, overview, deployment location): `kubectl get harborclusters.goharbor.io -A -o wide`.',
        `\`kubectl get harborclusters.goharbor.io ${data?.name ?? '<name>'} -o jsonpath='{.status.conditions}'\`: the first that is not True names the part.`,
        ...(data && SETTING[data.condition ?? '']
          ? [
              `Correct \`${SETTING[data.condition ?? '']}\` in the HarborCluster, not in the Deployments: the operator undoes that.`,
            ]
          : []),
        'Look at the pods of that part and at core’s log: `kubectl -n <namespace> get pods`, `kubectl -n <namespace> logs <core pod> --previous`.',
      ],
    },
  },
});
