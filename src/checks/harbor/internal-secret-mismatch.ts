import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'internal-secret-mismatch',
  severity: 'high',
  signs: [
    {
      pattern:
        /only internal service is allowed to call this API|failed to initialize configurations: http error: code 401[^\n]{0,60}|failed with error: \{"code":100(?:11|12),"message":"unauthorized"[^\n]{0,120}/,
      specimen: 'only internal service is allowed to call this API',
      source: 'goharbor/harbor@c50c7dd:src/server/v2.0/handler/base.go',
    },
  ],
  words: {
    en: {
      title: 'Internal secret differs',
      probably: 'core and jobservice do not share one internal secret',
      explains: 'One was restarted with a new Secret and the other not.',
      steps: [
        'Restart core, jobservice and registry together; set the secrets in the values so that they stay.',
      ],
    },
  },
});
