import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'nginx-stale-upstream-ip',
  severity: 'medium',
  signs: [
    {
      pattern:
        /connect\(\) failed \((?:111: Connection refused|113: (?:No route to host|Host is unreachable)|110: (?:Connection|Operation) timed out)\) while connecting to upstream[^\n]{0,500}|no live upstreams while connecting to upstream[^\n]{0,300}|recv\(\) failed \(104: Connection reset by peer\) while reading response header from upstream[^\n]{0,300}|upstream timed out \(110: [^)\n]{1,40}\) while connecting to upstream[^\n]{0,300}/,
      specimen:
        'connect() failed (113: No route to host) while connecting to upstream, client: 10.0.0.9, server: , request: "GET /v2/ HTTP/1.1", upstream: "http://172.18.0.6:8080/v2/"',
      source: 'nginx error.log',
    },
  ],
  words: {
    en: {
      title: 'Proxy holds an old address',
      probably: 'the proxy in front still sends to an address that core or portal no longer has',
      explains:
        'nginx resolves its upstreams once, at start. A component that came back with another address is not found until nginx restarts.',
      steps: [
        'Compare the address in the message with `kubectl get endpoints`.',
        'Restart the nginx pod (compose: `docker compose restart proxy`).',
      ],
    },
  },
});
