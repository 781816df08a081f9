import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { externalUrl } from '../../probes/installation/external-url.ts';

interface Data {
  readonly url: string;
}

export default defineComponentCheck({
  id: 'external-url-unanswered',
  severity: 'high',
  rows: ['S0-10'],
  signs: [],
  needs: { external: externalUrl },
  uses: { asked: externalUrl },
  judge({ external: { url, ending } }, { asked }) {
    if (ending.ended === 'not-allowed') return { outcome: 'skip', why: ending.says };
    // A certificate that only we do not trust is no fault of the address: it does answer.
    if (ending.ended === 'tls')
      return { outcome: 'skip', why: `its certificate is not trusted here: ${ending.says}` };
    if (ending.ended === 'answered' && ending.status < 500) return { outcome: 'pass' };
    const says = ending.ended === 'answered' ? `${ending.status} ${ending.body}`.trim() : ending.says;
    return { outcome: 'fail', evidence: [quoted(url, says, asked)], data: { url } satisfies Data };
  },
  words: {
    en: {
      title: 'Public address of Harbor unanswered',
      summary: ({ url }: Data) =>
        `The public address of this Harbor, \`${url}\`, does not answer as it should.`,
      probably: 'the address in `externalURL` does not answer',
      explains:
        'Everybody is sent to `externalURL`: clients, the token service, the console. Its node port, Ingress or certificate is not what the HarborCluster says.',
      steps: ({ data }) => [
        `From where clients are: \`curl -kv ${data?.url ?? '<externalURL>'}/api/v2.0/ping\`.`,
        '`kubectl -n <namespace> get svc,ingress`: does the node port or host of `externalURL` exist, and is the node of its address Ready?',
        'Correct `spec.externalURL` or `spec.expose` of the HarborCluster.',
      ],
    },
  },
});
