import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'endpoint-auth-scheme',
  severity: 'medium',
  signs: [
    {
      pattern: /unsupported auth scheme:[^\n]{0,200}/,
      specimen: 'unsupported auth scheme: [{basic map[realm:x]} ...]',
      source: 'goharbor/harbor@c50c7dd:src/pkg/registry/auth/authorizer.go',
    },
  ],
  words: {
    en: {
      title: 'Endpoint’s login scheme not supported',
      probably: 'the endpoint asks for a login in a scheme Harbor does not know',
      explains: 'It is no registry, or a proxy answers for it.',
      steps: ['`curl -i <endpoint>/v2/`: read WWW-Authenticate.'],
    },
  },
});
