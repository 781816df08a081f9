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
    {
      pattern:
        /Unable to get groups from claims, claims: map\[(?![^\n]{0,1000} groups:)[^\n]{0,1000}groups claims key: groups\b/,
      specimen:
        'Unable to get groups from claims, claims: map[aud:a auth_time:1.588e+09 iss:https://gitlab.com sub:3254751], groups claims key: groups',
      source: 'goharbor/harbor#11808',
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
