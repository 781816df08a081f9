import type { Judgement } from '../../engine/check.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { type SwiftAddressFact, swiftAddress } from '../../probes/storage/swift-address.ts';

interface Data {
  readonly authUrl: string;
  readonly storageUrl: string;
  /** `port`: nobody listens there. `scheme`: http on a port of TLS, or beside a login by https. */
  readonly wrong: 'port' | 'scheme' | 'host';
  readonly ingress: SwiftAddressFact['ingress'];
}

export default defineComponentCheck({
  id: 'swift-x-storage-url',
  severity: 'high',
  rows: ['S3-25', 'S3-26', 'S3-27', 'S3-28', 'S3-29'],
  signs: [
    {
      pattern:
        /X-Storage-Url: http:\/\/\S{1,200}|HTTPConnectionPool\(host='[^'\n]{1,253}', port=7480\)[^\n]{0,400}/,
      specimen:
        "HTTPConnectionPool(host='s3.play.cn', port=7480): Max retries exceeded with url: /swift/v1?format=json (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f4c0bfe1b00>: Failed to establish a new connection: [Errno 111] Connection refused',))",
      source: 'a field report',
    },
  ],
  needs: { swift: swiftAddress },
  uses: { asked: swiftAddress },
  judge({ swift: { authUrl, storageUrl, dial, ingress } }, { asked }): Judgement<Data> {
    if (storageUrl === null) return { outcome: 'skip', why: 'its Swift named no storage address' };
    const wrong = wrongIn(authUrl, storageUrl, dial);
    if (wrong === null) return { outcome: 'pass' };
    const evidence = [
      quoted(`GET ${authUrl}`, `X-Storage-Url: ${storageUrl}`, asked),
      ...(dial ? [quoted(`TCP ${dial.address}`, dial.says, asked)] : []),
      ...(ingress
        ? [
            quoted(
              `Ingress ${ingress.namespace}/${ingress.name}`,
              `upstream-vhost: ${ingress.upstreamVhost ?? '(none)'}`,
              asked,
            ),
          ]
        : []),
    ] as const;
    const [first, ...more] = evidence;
    if (!first) return { outcome: 'skip', why: 'nothing was asked' };
    return { outcome: 'fail', evidence: [first, ...more], data: { authUrl, storageUrl, wrong, ingress } };
  },
  words: {
    en: {
      title: 'Swift answers with a wrong address',
      summary: ({ authUrl, storageUrl, wrong }: Data) =>
        ({
          port: `The Swift gateway \`${authUrl}\` names \`${storageUrl}\` as its storage, where nobody answers.`,
          scheme: `The Swift gateway \`${authUrl}\` names \`${storageUrl}\` as its storage: http, where clients need https.`,
          host: `The Swift gateway \`${authUrl}\` names \`${storageUrl}\` as its storage, a host that is not reached.`,
        })[wrong],
      probably: 'the Swift gateway names a storage address that is wrong',
      explains: '`X-Storage-Url` carries a port or scheme that clients cannot use.',
      steps({ data }) {
        const gateway = data ? new URL(data.authUrl).host : '<gateway>';
        const path = data ? data.authUrl : 'https://<gateway>/auth';
        const [namespace, ingress] = data?.ingress
          ? [data.ingress.namespace, data.ingress.name]
          : ['<namespace>', '<ingress>'];
        const has = data?.ingress?.upstreamVhost ?? null;
        return [
          `See what it names: \`curl -si -H "X-Auth-User: <user>:swift" -H "X-Auth-Key: <key>" ${path} | grep -i x-storage-url\`. Scheme, host and port must be those that clients use; \`tcpflow -cp -i <interface> port 80\` shows who goes elsewhere.`,
          `Set it for good: \`rgw swift url = https://${gateway}\` under \`[global]\` (or the gateway’s own section) of \`/etc/ceph/ceph.conf\`, then \`systemctl restart ceph-radosgw.target\` (interrupts uploads). It mends scheme and port, and no proxy needs changing.`,
          ...(has === null
            ? [
                `Where only the port is wrong and the gateway stands behind ingress-nginx: \`kubectl -n ${namespace} annotate ingress ${ingress} nginx.ingress.kubernetes.io/upstream-vhost='$host:$server_port'\` (in a plain nginx: \`proxy_set_header Host "$host:$server_port";\`). It leaves \`http\` as the scheme.`,
              ]
            : []),
        ];
      },
    },
  },
});

/** Against the address of the login, which works. */
function wrongIn(authUrl: string, storageUrl: string, dial: SwiftAddressFact['dial']): Data['wrong'] | null {
  if (!URL.canParse(storageUrl)) return 'host';
  const [login, storage] = [new URL(authUrl), new URL(storageUrl)];
  if (dial !== null && dial.ended !== 'open' && dial.ended !== 'not-allowed')
    return login.hostname === storage.hostname ? 'port' : 'host';
  return login.protocol === 'https:' && storage.protocol === 'http:' && login.hostname === storage.hostname
    ? 'scheme'
    : null;
}
