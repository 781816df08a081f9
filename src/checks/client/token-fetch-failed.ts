import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'token-fetch-failed',
  severity: 'high',
  signs: [
    {
      pattern:
        /failed to fetch (?:oauth|anonymous) token: unexpected status[^\n]{0,300}: (?:404|405|5\d\d)[^\n]{0,60}/,
      specimen:
        'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://harbor.example.com/service/token: 405 Method Not Allowed',
      source:
        'containerd/containerd core/remotes/docker/authorizer.go; goharbor/harbor@c50c7dd:src/core/middlewares/middlewares.go',
    },
  ],
  words: {
    en: {
      title: 'Token cannot be fetched',
      probably: 'the token service does not give a token',
      explains: 'The realm leads elsewhere or refuses the method.',
      steps: ['`curl -i` the realm named in the challenge.'],
    },
  },
});
