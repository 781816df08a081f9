import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'helm-values-missing',
  severity: 'medium',
  signs: [
    {
      pattern:
        /execution error at \([^\n]{1,200}\):[^\n]{0,300}|nil pointer evaluating (?:interface \{\}|[^\n]{1,40})\.\w{1,60}|values don't meet the specifications of the schema|error calling (?:include|required|tpl|toYaml|index|fail|b64enc)[^\n]{0,200}|(?:is required|must be set|can not be empty|cannot be empty)[^\n]{0,100}(?:values|externalURL|expose|tls)|(?:externalURL|expose\.\S{1,60}|"\S{1,80}") (?:is required|must be (?:set|specified))|coalesce\.go:\d{1,5}: warning|YAML parse error on|error converting YAML to JSON|The "[^"\n]{1,120}" is required|INSTALLATION FAILED: (?:template|failed to parse|values)[^\n]{0,200}/,
      specimen:
        'Error: INSTALLATION FAILED: execution error at (harbor/templates/nginx/secret.yaml:3:12): The "expose.tls.auto.commonName" is required!',
      source: 'harbor-helm templates',
    },
  ],
  words: {
    en: {
      title: 'Chart values missing or wrong',
      probably: 'a value the chart needs is missing or of the wrong kind',
      explains:
        'Helm stops while it renders: a required value is empty, a key has another type, or the values are those of another chart version.',
      steps: [
        '`helm template` with the same values shows the place.',
        'Compare your values with `helm show values` of this chart version.',
      ],
    },
  },
});
