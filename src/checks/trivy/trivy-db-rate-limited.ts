import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-db-rate-limited',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:vulnerability DB|trivy-db|java-db|trivy-checks)[^\n]{0,400}(?:TOOMANYREQUESTS|429|rate limit)[^\n]{0,200}/,
      specimen:
        'init error: DB error: failed to download vulnerability DB: database download error: OCI repository error: GET https://ghcr.io/v2/aquasecurity/trivy-db/manifests/2: TOOMANYREQUESTS: retry-after: 35.852µs, allowed: 44000/minute',
      source: 'aquasecurity/trivy-db#442',
    },
  ],
  words: {
    en: {
      title: 'Vulnerability database rate-limited',
      probably: 'the registry of the vulnerability database refuses for a while',
      explains: 'GHCR and GitHub limit anonymous downloads per address.',
      steps: ['Set a GitHub token, mirror the database, or use another `dbRepository`.'],
    },
  },
});
