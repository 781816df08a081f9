import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'proxy-upstream-failed',
  severity: 'high',
  signs: [
    {
      pattern: /failed to proxy (?:manifest|the manifest|blob)/,
      specimen:
        '2025-10-20T08:08:24Z [ERROR] [/server/middleware/repoproxy/proxy.go:142]: failed to proxy manifest, fallback to local, request uri: /v2/quay-proxy/cilium/cilium/manifests/sha256:3c4c9932b5d8368619cb922a497ff2ebc8def5f41c18e410bcc84025fcd385b1, error: http status code: 502, body:',
      source: 'goharbor/harbor#22490',
      tells: 'suggests',
      orElse: ['upstream-rate-limited', 'proxy-upstream-credentials', 'endpoint-unreachable'],
    },
  ],
  words: {
    en: {
      title: 'Proxy cache cannot reach its source',
      probably: 'the proxy cache’s source failed, so only what is cached is served',
      explains: 'The upstream registry answers with an error or not at all.',
      steps: ['Test the endpoint in Registries; look at the upstream’s status.'],
    },
  },
});
