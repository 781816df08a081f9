import { THERISEUNION_USUAL } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { imageSource } from '../../probes/sync/image-source.ts';

export default defineComponentCheck({
  id: 'image-source-missing',
  stage: 'spec',
  severity: 'high',
  rows: ['S1-22'],
  signs: [],
  needs: { source: imageSource },
  uses: { asked: imageSource },
  judge({ source: { named, source, nearest } }, { asked }) {
    if (source !== null) return { outcome: 'pass' };
    const says = named === null ? 'spec.registryRef names none' : `no RegistrySecret "${named}"`;
    const evidence = quoted('the cluster', says, asked);
    return { outcome: 'fail', evidence: [evidence], data: { named, near: nearest[0] ?? null } };
  },
  words: {
    en: {
      title: 'Registry source missing',
      summary: ({ named, near }) =>
        named === null
          ? 'The Repository names no registry source, so there is nothing to read from.'
          : `The registry source \`${named}\` that the Repository names does not exist${near === null ? '' : `; the nearest is \`${near}\``}.`,
      probably: 'the registry source it names does not exist',
      explains:
        '`spec.registryRef.name` is the name of a RegistrySecret. Without it nothing is listed and nothing is copied.',
      steps: ({ data }) => [
        `See which there are: \`kubectl get registrysecrets.${THERISEUNION_USUAL} -A\` (kangaroo has a kind of the same name).`,
        `Correct \`spec.registryRef.name\`${data?.near ? ` to \`${data.near}\`` : ''}, or make the RegistrySecret.`,
      ],
    },
  },
});
