import { defineSickComponents } from '../trouble.ts';

/** Somebody tidied up in the object store. */
export const s3Bucket = defineSickComponents({
  id: 's3-bucket',
  title: 'The bucket behind the registry is gone',
  cause: 's3-bucket-missing',
  pods: { registry: 'NotReady' },
  health: { registry: 'received unexpected status code: 503' },
  logs: (now) => [
    {
      component: 'registry',
      lines: [
        `time="${now.toISOString()}" level=error msg="response completed with error" err.code=unknown err.detail="s3aws: NoSuchBucket: The specified bucket does not exist\\n\\tstatus code: 404, request id: 16C0A1" http.request.method=HEAD http.response.status=500`,
      ],
    },
  ],
});
