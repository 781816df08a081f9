import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-groups-missing',
  severity: 'low',
  signs: [
    {
      pattern: /Unable to get groups from claims, claim key not found[^\n]{0,80}/,
      specimen: 'Unable to get groups from claims, claim key not found: groups',
      source: 'goharbor/harbor@c50c7dd:src/pkg/oidc/helper.go',
    },
  ],
  words: {
    en: {
      title: 'No groups in the ID token',
      probably: 'the ID token has no groups claim',
      explains: 'The provider does not send it; roles by group are lost.',
      steps: ['Add scope and claim at the provider; set `oidc_groups_claim`.'],
    },
  },
});
