import { tellsLine } from '../log-lines.ts';

tellsLine('upload-data-lost', {
  shows:
    'level=error msg="unknown error completing upload: s3aws: Path not found: /docker/registry/v2/repositories/dibuild/x/_uploads/65121ba0-c42a-4690-b2e1-9d30ec6411a1/data"',
  near: '_uploads purged',
});
