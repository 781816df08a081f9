import { tellsLine } from '../log-lines.ts';

tellsLine('rgw-no-upload-part-copy', {
  shows:
    '"PUT http://172.10.10.20/docker-registry/docker/registry/v2/blobs/sha256/d3/d3ae.../data?partNumber=1&uploadId=2~jgzn HTTP/1.1" 501 231 "-" "aws-sdk-go/1.2.4 (go1.7.5; linux; amd64)"',
  near: 'uploadId=2 HTTP/1.1" 200',
});
