import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-session-lost',
  severity: 'medium',
  signs: [
    {
      pattern: /State mismatch, in session:[^\n]{0,200}/,
      specimen: 'State mismatch, in session: abc, in url: def',
      source: 'goharbor/harbor@c50c7dd:src/core/controllers/oidc.go',
    },
    {
      pattern: /"message": ?"State mismatch"|\bBAD_REQUEST\b[^\n]{0,60}State mismatch/,
      specimen: '{"errors": [ { "code": "BAD_REQUEST", "message": "State mismatch" } ] } (400)',
      source: 'goharbor/harbor#17374',
    },
  ],
  words: {
    en: {
      title: 'Sign-in lost its session',
      probably: 'the answer of the provider came to another session',
      explains: 'Several core pods without a shared session, a different host name, or an old tab.',
      steps: ['Open Harbor only under its external address and sign in again.'],
    },
  },
});
