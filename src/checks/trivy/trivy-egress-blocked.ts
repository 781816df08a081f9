import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-egress-blocked',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:vulnerability DB|trivy-db|aquasecurity)[^\n]{0,400}(?:Forbidden|time-?out|no such host|refused|proxyconnect|certificate|dial tcp|no route to host|i\/o timeout|EOF)[^\n]{0,160}/i,
      specimen:
        'FATAL init error: DB error: failed to download vulnerability DB: OCI artifact error: OCI repository error: Get "https://ghcr.io/v2/": Forbidden',
      source: 'goharbor/harbor#18454',
    },
  ],
  words: {
    en: {
      title: 'Scanner cannot fetch its database',
      probably: 'the scanner cannot fetch the vulnerability database',
      explains: 'The way out to GHCR or GitHub is closed or needs a proxy.',
      steps: ['Give Trivy the proxy, mirror the database, or set `skipUpdate` and `offlineScan`.'],
    },
  },
});
