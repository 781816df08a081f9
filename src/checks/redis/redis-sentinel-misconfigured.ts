import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-sentinel-misconfigured',
  severity: 'high',
  rows: ['S0-5'],
  signs: [
    {
      pattern:
        /redigo: no sentinels available[^\n]{0,300}|failed to ping redis\+sentinel:[^\n]{0,400}|unknown command `?'?SENTINEL/,
      specimen:
        'failed to ping redis+sentinel://:xxxxx@192.168.203.233:6379/mymaster/0?idle_timeout_seconds=30, retry after 10s : redigo: no sentinels available; last error: ERR unknown command `SENTINEL`, with args beginning with: `get-master-addr-by-name`, `mymaster`,',
      source: 'goharbor/harbor-operator#1008',
    },
  ],
  words: {
    en: {
      title: 'Sentinel address wrong',
      probably: 'the Sentinel address or its master’s name is wrong',
      explains:
        'Harbor asked something that is no Sentinel, or Sentinel names a primary that cannot be reached.',
      steps: [
        '`redis-cli -p 26379 sentinel get-master-addr-by-name <name>`; compare with `sentinelMasterSet`.',
      ],
    },
  },
});
