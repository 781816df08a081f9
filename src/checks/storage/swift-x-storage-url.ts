import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'swift-x-storage-url',
  severity: 'high',
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
      steps: ['Set `rgw_swift_url` of the gateway to the address clients use.'],
    },
  },
});
