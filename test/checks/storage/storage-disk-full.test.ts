import { tellsLine } from '../log-lines.ts';

tellsLine('storage-disk-full', {
  shows:
    'err.detail="filesystem: write /storage/docker/registry/v2/repositories/p/app/_uploads/1/data: no space left on device"',
  near: 'storage: 71 % used',
});
