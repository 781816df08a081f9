import { tellsLine } from '../log-lines.ts';

tellsLine('s3-gc-limitations', {
  shows: 's3 垃圾回收似乎还有问题 (https://github.com/goharbor/harbor/issues/8121)',
  near: 'gc done',
});
