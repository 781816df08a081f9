import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'location-header-scheme',
  severity: 'medium',
  rows: ['S3-9', 'S3-10', 'S3-11'],
  signs: [
    {
      pattern: /^EOF$/,
      specimen: 'EOF',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Upload sent to the wrong scheme',
      probably: 'the upload is sent on to the wrong scheme or port',
      explains:
        'The registry behind a proxy names `http://` or an inner port in `Location`; the client goes there and is cut off.',
      steps: [
        'See where uploads are sent: `curl -si -u <user> -X POST https://<registry>/v2/<project>/<repository>/blobs/uploads/ | grep -i location` (opens an upload that is purged by itself).',
        'Let the registry name no host: `http.relativeurls: true` in its `config.yml` (docker-compose: `common/config/registry/config.yml`, then `docker compose restart registry`; chart: `registry.relativeurls: true`).',
        'Or let the proxy before it say how it was asked: `proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header Host $http_host;` in nginx. Behind ingress-nginx both are set already.',
      ],
    },
  },
});
