import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'nginx-upstream-unresolved',
  severity: 'high',
  signs: [
    {
      pattern:
        /host not found in upstream "[^"\n]{1,253}"[^\n]{0,160}|(?:core|portal|registry|harbor[\w.-]{0,80}) could not be resolved \(\d{1,2}: [^)\n]{1,60}\)|no resolver defined to resolve/,
      specimen: 'nginx: [emerg] host not found in upstream "core:8080" in /etc/nginx/nginx.conf:29',
      source: 'nginx',
    },
  ],
  words: {
    en: {
      title: 'Proxy cannot resolve its upstream',
      probably: 'the proxy cannot resolve core or portal at its start',
      explains:
        'nginx gives up when a name in its configuration does not resolve: the component is not up yet, or the name is another one.',
      steps: [
        '`docker compose ps` or `kubectl get svc`: is core there under that name?',
        'Start it, then restart the proxy.',
      ],
    },
  },
});
