import { tellsLine } from '../log-lines.ts';

tellsLine('registry-connection-failed', {
  shows: '连接失败',
  near: '连接成功',
});
