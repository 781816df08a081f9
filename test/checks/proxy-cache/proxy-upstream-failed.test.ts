import { tellsLine } from '../log-lines.ts';

tellsLine('proxy-upstream-failed', {
  shows:
    '2025-10-20T08:08:24Z [ERROR] [/server/middleware/repoproxy/proxy.go:142]: failed to proxy manifest, fallback to local, request uri: /v2/quay-proxy/cilium/cilium/manifests/sha256:3c4c9932b5d8368619cb922a497ff2ebc8def5f41c18e410bcc84025fcd385b1, error: http status code: 502, body:',
  near: 'manifest proxied',
});
