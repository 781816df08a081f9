import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'exporter-port-zero',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:exporter|metrics?|health|HARBOR_)[^\n]{0,260}:0(?:\/|"|:|\s)[^\n]{0,160}|dial tcp \S{0,120}:0: (?:connect: )?connection refused|https?:\/\/[\w.-]{0,120}:0\/[^\n]{0,160}|listen tcp :0\b|Exporter (?:started|listening)[^\n]{0,40}:0\b|port(?:"|:|=| is)? ?0\b[^\n]{0,60}(?:invalid|exporter)/i,
      specimen:
        'request health info failed with err: Get "http://harbor-core:0/api/v2.0/health": dial tcp 10.96.4.5:0: connect: connection refused',
      source: 'goharbor/harbor src/pkg/exporter',
    },
    {
      pattern: /Starting harbor_exporter with port=0\b[^\n]{0,200}/,
      specimen:
        'Starting harbor_exporter with port=0 path=/metrics metrics=true max_request=0 tls=false cert= key= cache_time=23 clean_interval=14400',
      source: 'goharbor/harbor-helm#1835',
    },
  ],
  words: {
    en: {
      title: 'Exporter asks a component at port 0',
      probably: 'the exporter asks core or a component at port 0 or without an address',
      explains:
        'A port or address is not set in its environment (`HARBOR_SERVICE_PORT`), so every metric of it is missing.',
      steps: [
        'Look at the environment of the exporter pod.',
        'Set the port in the values; upgrade to a chart that sets it.',
      ],
    },
  },
});
