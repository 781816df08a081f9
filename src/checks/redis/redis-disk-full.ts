import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-disk-full',
  severity: 'high',
  signs: [
    {
      pattern:
        /MISCONF[^\n]{0,300}|(?:Error (?:opening|writing|saving)|Write error saving|Error moving temp) [^\n]{0,120}(?:rdb|RDB|AOF|append)[^\n]{0,160}|Failed opening (?:the )?(?:RDB|temp RDB|\.rdb|AOF)[^\n]{0,200}|(?:rdb|RDB|AOF|appendonly)[^\n]{0,160}No space left on device|OOM command not allowed when used memory|# Background saving error/,
      specimen:
        'MISCONF Redis is configured to save RDB snapshots, but is currently not able to persist on disk. Commands that may modify the data set are disabled',
      source: 'Redis server.c',
    },
  ],
  words: {
    en: {
      title: 'Redis cannot save and refuses writes',
      probably: 'Redis cannot write its snapshot and refuses writes',
      explains:
        'When its disk is full or read-only, Redis stops writes on purpose (`stop-writes-on-bgsave-error`), or runs into its memory limit.',
      steps: [
        '`df -h` in the Redis pod; `redis-cli info persistence`.',
        'Make room or enlarge the volume; `redis-cli config set stop-writes-on-bgsave-error no` only as a stopgap.',
      ],
    },
  },
});
