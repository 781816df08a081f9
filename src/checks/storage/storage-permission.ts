import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-permission',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:filesystem: )?(?:mkdir|open|write|unlink|rename|stat|lstat) \/(?:storage|data|var\/lib\/registry|registry|docker)[^\n]{0,260}: (?:permission denied|operation not permitted|read-only file system)/,
      specimen: 'panic: filesystem: mkdir /storage/docker: permission denied',
      source: 'distribution storage/driver/filesystem',
    },
    {
      pattern:
        /swift: HTTP Error: 40[13]|s3aws: (?:AccessDenied|Forbidden|AllAccessDisabled|InvalidAccessKeyId|SignatureDoesNotMatch)[^\n]{0,200}|(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch): [^\n]{0,200}|AuthorizationPermissionMismatch|AuthorizationFailure|AuthenticationFailed: Server failed to authenticate|does not have storage\.objects\.\w{1,10} access/,
      specimen: 'err.detail="s3aws: AccessDenied: Access Denied\\n\\tstatus code: 403, request id: 1"',
      source: 'distribution storage/driver/s3-aws',
    },
  ],
  words: {
    en: {
      title: 'Registry may not use its storage',
      probably: 'the registry may not write or read its storage',
      explains:
        'The directory belongs to somebody else, or the bucket’s policy does not let this key do what a registry does (list, put, delete, multipart).',
      steps: [
        'File system: the registry runs as 10000:10000; `chown -R 10000:10000` and `fsGroup: 10000`.',
        'Object store: allow ListBucket, GetObject, PutObject, DeleteObject, and the multipart actions.',
      ],
    },
  },
});
