import { tellsLine } from '../log-lines.ts';

tellsLine('redis-sentinel-misconfigured', {
  shows:
    'failed to ping redis+sentinel://:xxxxx@192.168.203.233:6379/mymaster/0?idle_timeout_seconds=30, retry after 10s : redigo: no sentinels available; last error: ERR unknown command `SENTINEL`, with args beginning with: `get-master-addr-by-name`, `mymaster`,',
  near: 'sentinel monitors mymaster',
});
