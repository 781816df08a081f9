import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'exporter-duplicate-metric',
  severity: 'medium',
  signs: [
    {
      pattern:
        /was collected before with the same name and label values|duplicate metrics collector registration attempted|collected metric "?[\w]{1,120}"?[^\n]{0,400}(?:collected before|duplicate)|error gathering metrics|duplicate (?:sample|series|metric)[^\n]{0,100}/i,
      specimen:
        'error gathering metrics: collected metric "harbor_project_total" { label:<name:"public" value:"true" > gauge:<value:3 > } was collected before with the same name and label values',
      source: 'prometheus/client_golang registry.go',
    },
  ],
  words: {
    en: {
      title: 'Exporter reports a metric twice',
      probably: 'the exporter reports one metric twice and the scrape fails',
      explains:
        'Two rows with the same labels (projects or task types) make the same series; Prometheus’ client then refuses the whole answer.',
      steps: [
        '`curl :8001/metrics` shows which metric.',
        'Upgrade Harbor; until then remove the doubled row it names.',
      ],
    },
  },
});
