import { tellsLine } from '../log-lines.ts';

tellsLine('blob-missing-on-storage', {
  shows:
    'ls: cannot access /data/registry/docker/registry/v2/blobs/sha256/e7/e7dd*: No such file or directory',
  near: '/docker/registry/v2/blobs/sha256/ab/abcd/data',
});
