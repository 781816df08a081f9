import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'no-default-scanner',
  severity: 'medium',
  signs: [
    {
      pattern: /no scanner is configured[^\n]{0,80}/,
      specimen: "no scanner is configured, it's not possible to scan",
      source: 'goharbor/harbor@c50c7dd:src/server/v2.0/handler/scan_all.go',
    },
  ],
  words: {
    en: {
      title: 'No scanner configured',
      probably: 'no scanner is configured',
      explains: 'Trivy was not installed, or is not the default.',
      steps: ['Register the scanner and set it as default.'],
    },
  },
});
