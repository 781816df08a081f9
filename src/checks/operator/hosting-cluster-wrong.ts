import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { type HostingClusterFact, hostingCluster } from '../../probes/installation/hosting-cluster.ts';

export default defineComponentCheck({
  id: 'hosting-cluster-wrong',
  severity: 'medium',
  rows: ['S0-2'],
  signs: [],
  needs: { hosting: hostingCluster },
  uses: { asked: hostingCluster },
  judge({ hosting }, { asked }, { installation }) {
    // What was found in a cluster is there.
    if (installation?.foundBy !== 'configuration' || hosting.components > 0) return { outcome: 'pass' };
    const { cluster, namespace, operator, kangaroo } = hosting;
    const says = `cluster ${cluster}: goharbor.io ${operator === 'serves' ? 'served' : 'not served'}, kangaroo.io ${kangaroo === 'serves' ? 'served' : 'not served'}, 0 pods of a Harbor in namespace ${namespace}`;
    return { outcome: 'fail', evidence: [quoted('Kubernetes API', says, asked)], data: hosting };
  },
  words: {
    en: {
      title: 'Looked for in the wrong cluster',
      summary: ({ cluster, namespace, operator, kangaroo }: HostingClusterFact) => {
        const operated =
          operator === 'serves'
            ? 'HarborClusters live there, but not in that namespace'
            : 'the HarborCluster CRD is not there either';
        const global =
          kangaroo === 'serves' && operator !== 'serves'
            ? ' It is the global cluster, where integrations live; a hosted Harbor runs in the cluster of its deployment location.'
            : '';
        return `Cluster \`${cluster}\` holds no pod of this Harbor in \`${namespace}\`, and ${operated}: it runs elsewhere.${global}`;
      },
      probably: 'this Harbor runs in another cluster than the one that was looked at',
      explains:
        'A hosted Harbor and its integration live in two clusters: pods and the HarborCluster in the one it is deployed to, the RegistrySecret in the global one. Each question belongs to one of them.',
      steps: ({ data }) => [
        'Find the hosting cluster (in the console: instance, overview, deployment location), or ask each: `kubectl --context <context> get harborclusters.goharbor.io -A`.',
        `Correct \`runsIn\` of this registry in the configuration (now \`cluster: ${data?.cluster ?? '<cluster>'}\`, \`namespace: ${data?.namespace ?? '<namespace>'}\`), or leave it out: what is in a configured cluster is found by itself.`,
      ],
    },
  },
});
