import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
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
  words: {
    en: {
      title: 'Swift answers with a wrong address',
      probably: 'the Swift gateway names a storage address that is wrong',
      explains: '`X-Storage-Url` carries a port or scheme that clients cannot use.',
      steps: [
        'See what it names: `curl -si -H "X-Auth-User: <user>:swift" -H "X-Auth-Key: <key>" https://<gateway>/auth | grep -i x-storage-url`. Scheme, host and port must be those that clients use; `tcpflow -cp -i <interface> port 80` shows who goes elsewhere.',
        'Set it for good: `rgw swift url = https://<gateway>` under `[global]` (or the gateway’s own section) of `/etc/ceph/ceph.conf`, then `systemctl restart ceph-radosgw.target` (interrupts uploads). It mends scheme and port, and no proxy needs changing.',
        'Where only the port is wrong and the gateway stands behind ingress-nginx: `kubectl -n <namespace> annotate ingress <ingress> nginx.ingress.kubernetes.io/upstream-vhost=\'$host:$server_port\'` (in a plain nginx: `proxy_set_header Host "$host:$server_port";`). It leaves `http` as the scheme.',
      ],
    },
  },
});
