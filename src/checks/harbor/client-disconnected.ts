import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'client-disconnected',
  severity: 'low',
  signs: [
    {
      pattern:
        /http: proxy error: context canceled|client disconnected during \S{1,20} \S{1,20}|net\/http: abort Handler|499 \d/,
      specimen: 'http: proxy error: context canceled',
      source: 'goharbor/harbor#17546',
    },
  ],
  words: {
    en: {
      title: 'Client went away',
      probably: 'the client ended the connection',
      explains: 'It was stopped, lost its network, or timed out; the server only notes it.',
      steps: ['Look at the client’s side; nothing to mend here.'],
    },
  },
});
