import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'location-header-scheme',
  severity: 'medium',
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
      steps: ['Set `X-Forwarded-Proto` in the proxy and `relativeurls` or the external URL in the registry.'],
    },
  },
});
