import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { integrations } from '../../probes/installation/integrations.ts';

export default defineComponentCheck({
  id: 'integration-missing',
  severity: 'medium',
  rows: ['S0-11', 'S0-15'],
  signs: [],
  needs: { integrations },
  uses: { asked: integrations },
  judge(facts, { asked }) {
    if (facts.integrations.length > 0) return { outcome: 'pass' };
    const says = 'no objects of registrysecrets.kangaroo.io';
    return { outcome: 'fail', evidence: [quoted('the cluster', says, asked)], data: null };
  },
  words: {
    en: {
      title: 'Registry never integrated',
      summary: () =>
        'No registry is integrated: the cluster serves kangaroo’s API and holds no RegistrySecret.',
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
