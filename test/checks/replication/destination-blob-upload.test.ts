import { tellsLine } from '../log-lines.ts';

tellsLine('destination-blob-upload', {
  shows: 'failed to pushing the blob sha256:22c2dd5e, size 5242880: http status code: 413, body: <html>',
  near: 'pushed the blob',
});
