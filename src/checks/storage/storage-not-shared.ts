import { defineComponentCheck } from '../../facts/component-check.ts';
import { registryWorkloads } from '../../probes/installation/registry-workloads.ts';

interface Data {
  readonly name: string;
  readonly replicas: number;
  readonly claim: string;
  readonly modes: string;
}

export default defineComponentCheck({
  id: 'storage-not-shared',
  severity: 'high',
  rows: ['S3-23'],
  signs: [],
  needs: { workloads: registryWorkloads },
  judge({ workloads }) {
    const torn = workloads.flatMap(({ name, component, replicas, claims }) => {
      const own = claims.find(({ modes }) => modes.length > 0 && !modes.includes('ReadWriteMany'));
      const isRegistry = component === 'registry' || /(?:^|-)registry$/.test(name);
      return isRegistry && replicas > 1 && own ? [{ name, replicas, own }] : [];
    });
    const [first] = torn;
    if (!first) return { outcome: 'pass' };
    const modes = first.own.modes.join(', ');
    return {
      outcome: 'fail',
      evidence: [
        { source: `Deployment ${first.name}`, says: `replicas: ${first.replicas}` },
        { source: `PersistentVolumeClaim ${first.own.name}`, says: `accessModes: ${modes}` },
      ],
      data: { name: first.name, replicas: first.replicas, claim: first.own.name, modes } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Registry replicas without shared storage',
      summary: ({ name, replicas, claim, modes }: Data) =>
        `\`${name}\` runs ${replicas} replicas on the volume \`${claim}\`, which is ${modes}: they do not share their storage.`,
      probably: 'several replicas of the registry do not share their storage',
      explains:
        'Each replica sees its own files, or the second never starts. Uploads that reach another replica fail with `blob upload unknown`, and images come and go.',
      steps: ({ data }) => [
        `One replica until then: \`kubectl -n <namespace> scale deployment ${data?.name ?? '<registry>'} --replicas=1\` (uploads in flight fail).`,
        'For several replicas: object storage (S3, Swift, Azure, GCS, OSS) or a ReadWriteMany volume (NFS, CephFS), and the same REGISTRY_HTTP_SECRET on all.',
      ],
    },
  },
});
