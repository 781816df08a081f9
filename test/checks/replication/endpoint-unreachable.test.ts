import { tellsLine } from '../log-lines.ts';

tellsLine('endpoint-unreachable', {
  shows:
    '2023-02-20T00:24:32Z [ERROR] [/pkg/reg/adapter/native/adapter.go:126]: failed to ping registry https://registry-1.docker.io: Get https://registry-1.docker.io/v2/: dial tcp 34.205.13.154:443: i/o timeout',
  near: 'registry pinged',
});
