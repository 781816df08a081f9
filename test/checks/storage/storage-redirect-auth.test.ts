import { tellsLine } from '../log-lines.ts';

tellsLine('storage-redirect-auth', {
  shows:
    '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified</Message>',
  near: '307 Temporary Redirect',
});
