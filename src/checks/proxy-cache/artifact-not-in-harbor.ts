import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'artifact-not-in-harbor',
  severity: 'medium',
  signs: [
    {
      pattern:
        /unknown: artifact \S{0,60}prox\w{0,3}\S{0,200} not found|artifact \S{0,60}(?:cache|mirror|docker_proxy)\S{0,200} not found/,
      specimen: 'Error response from daemon: unknown: artifact docker_proxy/library/nginx:latest not found',
      source: 'goharbor/harbor#18270',
    },
  ],
  words: {
    en: {
      title: 'Artifact neither cached nor fetched',
      probably: 'the artifact is not in the cache and could not be fetched',
      explains: 'The source was not reachable or does not have it.',
      steps: ['Pull it directly from the source; test the endpoint.'],
    },
  },
});
