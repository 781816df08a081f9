import { defineCheck, type Judgement } from '../../engine/check.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { quoted } from '../../facts/answered.ts';
import { onNode } from '../../facts/node-fault.ts';
import { challenge } from '../../probes/challenge.ts';
import { signs } from '../../signs/proxy-misconfigured.ts';

interface Between {
  readonly kind: 'forward' | 'reverse';
  readonly url: string;
}

export default defineCheck({
  id: 'proxy-misconfigured',
  stage: 'network',
  severity: 'medium',
  signs,
  needs: { challenge },
  uses: { asked: challenge },
  onNode: onNode('proxy-misconfigured'),
  judge({ challenge: fact }, { asked }): Judgement<Between> {
    const { ending, url } = fact;
    if (ending.ended === 'proxy')
      return {
        outcome: 'fail',
        evidence: [quoted('proxy', ending.says, asked)],
        data: { kind: 'forward', url },
      };
    if (ending.ended !== 'answered') return { outcome: 'skip', why: 'the registry was not reached' };
    if (ending.status === 407)
      return {
        outcome: 'fail',
        evidence: [quoted('proxy', '407 Proxy Authentication Required', asked)],
        data: { kind: 'forward', url },
      };
    if (fact.registry || (ending.status >= 400 && ending.status !== 404))
      return { outcome: 'skip', why: 'which proxy the node uses cannot be seen from here' };
    const type = ending.headers['content-type'] ?? 'no content type';
    return {
      outcome: 'fail',
      evidence: [quoted('registry', `GET ${url}: ${ending.status}, ${type}, no registry API header`, asked)],
      data: { kind: 'reverse', url },
    };
  },
  words: {
    en: {
      title: 'Proxy misconfigured',
      summary: ({ kind, url }, { image }) =>
        kind === 'forward'
          ? `The proxy on the way to \`${hostOf(image)}\` refuses the connection.`
          : `\`${url}\` is answered by something that is no registry: the host or the proxy before it leads elsewhere.`,
      probably: ({ host }) =>
        `a proxy between the node and ${host ? `\`${host}\`` : 'the registry'} is wrong`,
      explains:
        'Either a forward proxy is unreachable, wants a login, or is used for a host that belongs in NO_PROXY; or a reverse proxy before the registry limits the body, mangles answers, or sends `/v2/` to another program.',
      steps: ({ pull }) => [
        'On the node: `systemctl show containerd crio docker --property=Environment | tr " " "\\n" | grep -i proxy`; correct it in `/etc/systemd/system/containerd.service.d/http-proxy.conf`, then restart the runtime.',
        `Internal registries belong in NO_PROXY: add \`${hostOf(pull.image)}\`.`,
        `Look at what answers: \`curl -sv https://${hostOf(pull.image)}/v2/ -o /dev/null\` should say \`Docker-Distribution-Api-Version: registry/2.0\`.`,
        'Before Harbor or a registry, nginx needs `client_max_body_size 0;` and must pass `Host` and `X-Forwarded-Proto`.',
      ],
    },
  },
});
