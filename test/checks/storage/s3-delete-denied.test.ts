import { tellsLine } from '../log-lines.ts';

tellsLine('s3-delete-denied', {
  shows: 'GC silently fails to delete blobs on S3-compatible storage, reports success with fake freed space',
  near: 's3:DeleteObject allowed',
});
