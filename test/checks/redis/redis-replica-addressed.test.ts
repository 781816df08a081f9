import { tellsLine } from '../log-lines.ts';

tellsLine('redis-replica-addressed', {
  shows:
    '{"errors":[{"code":"UNKNOWN","message":"unknown: READONLY You can\'t write against a read only replica."}]}',
  near: 'role:master',
});
