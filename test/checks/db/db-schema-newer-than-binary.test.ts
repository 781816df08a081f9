import { tellsLine } from '../log-lines.ts';

tellsLine('db-schema-newer-than-binary', {
  shows:
    '2019-09-16T14:02:03Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"',
  near: '[INFO] upgrading schema',
});
