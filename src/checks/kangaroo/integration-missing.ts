import { factOf, quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { type HostedHarbor, hostedHarbors } from '../../probes/installation/hosted-harbors.ts';
import { integrations } from '../../probes/installation/integrations.ts';

interface Data {
  /** Hosted ones without an object; none: there is no object at all. */
  readonly missing: readonly HostedHarbor[];
}

export default defineComponentCheck({
  id: 'integration-missing',
  severity: 'medium',
  rows: ['S0-11', 'S0-15'],
  signs: [],
  needs: { integrations },
  uses: { asked: integrations, hosted: hostedHarbors },
  judge({ integrations: all }, { asked, hosted }) {
    const missing = (factOf(hosted) ?? []).filter(
      (one) => !all.some(({ name, host }) => name === one.name || host === one.host),
    );
    if (all.length > 0 && missing.length === 0) return { outcome: 'pass' };
    const says =
      all.length === 0
        ? 'no objects of registrysecrets.kangaroo.io'
        : `registrysecrets.kangaroo.io: ${all.map(({ name, host }) => `${name} (${host ?? 'no address'})`).join(', ')}`;
    return {
      outcome: 'fail',
      evidence: [
        quoted('the cluster', says, asked),
        ...missing.map(({ namespace, name, host }) =>
          quoted('the cluster', `HarborCluster ${namespace}/${name}, ${host}`, hosted),
        ),
      ],
      data: { missing } satisfies Data as Data,
    };
  },
  words: {
    en: {
      title: 'Registry never integrated',
      summary: ({ missing }: Data) =>
        missing.length === 0
          ? 'No registry is integrated: the cluster serves kangaroo’s API and holds no RegistrySecret.'
          : `${missing.length === 1 ? 'A hosted registry has' : `${missing.length} hosted registries have`} no RegistrySecret and ${missing.length === 1 ? 'was' : 'were'} never integrated: ${missing.map(({ name, host }) => `\`${name}\` (\`${host}\`)`).join(', ')}.`,
      probably: 'the registry was never integrated into kangaroo',
      explains:
        'Each integrated or hosted registry has a RegistrySecret in the global cluster, usually in `kangaroo-system`. Without it the console shows the instance as unhealthy or not at all.',
      steps: () => [
        'In the global cluster: `kubectl get registrysecrets.kangaroo.io -A`.',
        'Integrate the instance again in the console; then look whether the object appears.',
        'If it does not: `kubectl -n kangaroo-system logs -l app.kubernetes.io/name=kangaroo --tail=200`.',
      ],
    },
  },
});
