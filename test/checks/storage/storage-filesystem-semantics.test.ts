import { tellsLine } from '../log-lines.ts';

tellsLine('storage-filesystem-semantics', {
  shows:
    'filesystem: rename /storage/docker/registry/v2/repositories/p/app/_uploads/1/data /storage/docker/registry/v2/blobs/sha256/ab/data: text file busy',
  near: 'mounted /storage type ext4',
});
