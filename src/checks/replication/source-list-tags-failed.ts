import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'source-list-tags-failed',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to fetch (?:image|artifacts)[^\n]{0,160}Fetch(?:Images|Artifacts) error when collect tags for repos/,
      specimen:
        '2020-05-17T15:32:55Z [ERROR] [/replication/operation/controller.go:108]: the execution 11 failed: failed to fetch image: FetchImages error when collect tags for repos',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Source’s tags cannot be listed',
      probably: 'Harbor could not list the tags of the source',
      explains: 'The real error stands in the lines before: a time-out, a login, an error of the source.',
      steps: ['Read the `List tags for repo` line before it.', 'Narrow the rule’s filters.'],
    },
  },
});
