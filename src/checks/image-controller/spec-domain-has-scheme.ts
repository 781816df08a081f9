import { THERISEUNION_USUAL } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { syncAgain } from '../../facts/image-sync-said.ts';
import { imageSource } from '../../probes/sync/image-source.ts';

export default defineComponentCheck({
  id: 'spec-domain-has-scheme',
  stage: 'spec',
  severity: 'medium',
  rows: ['S1-15', 'S1-16'],
  signs: [
    {
      pattern: /(?:^|[{,\s])domain:\s{0,20}"?(?:https?:\/\/|[^"\s]{1,253}\/v2)/,
      specimen: 'domain: "https://harbor.example.com"',
      source: 'a field report',
    },
  ],
  needs: { source: imageSource },
  uses: { asked: imageSource },
  judge({ source: { source } }, { asked }) {
    if (source?.domain == null || source.domainFault === null) return { outcome: 'pass' };
    const { namespace, name, domain, host, domainFault: fault } = source;
    const says = `spec.domain: "${domain}"`;
    const evidence = quoted(`RegistrySecret ${namespace}/${name}`, says, asked);
    return {
      outcome: 'fail',
      evidence: [evidence],
      data: { namespace, name, domain, host: host ?? '<host>', fault },
    };
  },
  words: {
    en: {
      title: 'Domain written with a scheme',
      summary: ({ name, domain, host, fault }) =>
        `\`spec.domain\` of the RegistrySecret \`${name}\` contains ${fault === 'scheme' ? 'a scheme' : fault === 'path' ? 'a path' : 'blanks'} (\`${domain}\`); it must be \`${host}\`.`,
      probably: 'the domain in the spec carries `https://` or a path',
      explains:
        'The field wants a host name alone, with a port where it is not 443; the controller puts scheme and path around it.',
      steps: ({ data, pull }) => [
        data === undefined
          ? 'Write `domain: harbor.example.com`.'
          : `\`kubectl -n ${data.namespace} patch registrysecrets.${THERISEUNION_USUAL} ${data.name} --type merge -p '{"spec":{"domain":"${data.host}"}}'\` (the group may be called otherwise: \`kubectl api-resources | grep theriseunion\`).`,
        syncAgain(pull),
      ],
    },
  },
});
