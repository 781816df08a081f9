import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-redirect-auth',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:X-Amz-(?:Signature|Algorithm|Credential|Date)|AWSAccessKeyId=|[?&]sig=[\w%+/=-]{4,200}|Signature=)[^\n]{0,900}(?:40[0-9]|Forbidden|AccessDenied|SignatureDoesNotMatch|no such host|Bad Request|InvalidArgument|AuthenticationFailed|refused|timeout)|Request has expired|AuthorizationQueryParametersError|Only one auth mechanism allowed|redirect(?:ed)?[^\n]{0,160}(?:minio|s3|blob\.core|object store|storage)[^\n]{0,160}(?:403|400|denied|refused|no such host|unauthorized)/i,
      specimen:
        '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message>',
      source: 'S3 on a redirect that kept the Authorization header',
    },
  ],
  words: {
    en: {
      title: 'Redirect to the object store fails',
      probably: 'the client is sent to the object store and is refused or lost there',
      explains:
        'The registry answers a blob with a signed address of the object store. Clients that cannot reach it, or get a signature made with a wrong endpoint, clock or header, fail there.',
      steps: [
        'Ask for a blob with `curl -v`: look at `Location` and what it answers.',
        'Make the store reachable from clients, or set `storage.redirect.disable: true` in the registry.',
      ],
    },
  },
});
