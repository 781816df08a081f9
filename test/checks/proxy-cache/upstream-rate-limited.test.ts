import { tellsLine } from '../log-lines.ts';

tellsLine('upstream-rate-limited', {
  shows:
    '[ERROR] [/pkg/reg/adapter/dockerhub/adapter.go:452]: list tags error: 429 -- {"detail": "Rate limit exceeded", "error": false}',
  near: 'list tags ok',
});
