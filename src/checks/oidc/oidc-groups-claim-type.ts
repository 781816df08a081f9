import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-groups-claim-type',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:groups?|claim)[^\n]{0,120}(?:cannot|can't|could not|unable to|failed to)[^\n]{0,40}(?:convert|cast|unmarshal|parse|assert)|json: cannot unmarshal (?:string|object|number|bool) into Go (?:struct field |value of type )\S{0,80}(?:[gG]roups?|\[\]string)[^\n]{0,100}|(?:groups?|claim)[^\n]{0,80}(?:is not (?:a|an) (?:list|array|slice|\[\])|not in \[\]|unexpected type|wrong type|is not of (?:the )?type|type mismatch)|Unable to get groups from claims, (?!claim key not found|claims: map\[(?![^\n]{0,1000} groups:)[^\n]{0,1000}key: groups\b)[^\n]{0,200}|Element in group list is not string|Unable to (?:convert|get|parse) groups claim[^\n]{0,200}/i,
      specimen: 'Element in group list is not string: map[id:1 name:dev], list: [map[id:1 name:dev]]',
      source: 'goharbor/harbor src/pkg/oidc/helper.go',
    },
  ],
  words: {
    en: {
      title: 'OIDC groups claim of another type',
      probably: 'the groups claim is no list of words',
      explains:
        'Harbor expects a list of strings in the groups claim; some providers send one string, objects, or a link to ask for them.',
      steps: [
        'Decode the ID token (`jwt.io` offline, or `cut -d. -f2 | base64 -d`) and look at the claim.',
        'Map the claim at the provider to a list of group names, or name another claim in `oidc_groups_claim`.',
      ],
    },
  },
});
