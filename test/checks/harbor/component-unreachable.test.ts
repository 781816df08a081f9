import { tellsLine } from '../log-lines.ts';

tellsLine('component-unreachable', {
  shows:
    'failed to check health: Get "http://harbor-jobservice/api/v1/stats": dial tcp: lookup harbor-jobservice on 10.96.0.10:53: no such host',
  near: 'health checked',
});
