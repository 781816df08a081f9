import { tellsLine } from '../log-lines.ts';

tellsLine('s3-driver-listing-bug', {
  shows: 'harbor 1.9.0 s3 不可用,镜像都是 0B 而且只显示第一个 repository',
  near: '10 MB',
});
