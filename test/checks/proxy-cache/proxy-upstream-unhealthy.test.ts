import { tellsLine } from '../log-lines.ts';

tellsLine('proxy-upstream-unhealthy', {
  shows:
    '2023-02-20T00:28:39Z [ERROR] [/server/middleware/repoproxy/proxy.go:240]: current registry is unhealthy, regID:2, Name:Docker Hub, Status: unhealthy',
  near: 'registry healthy',
});
