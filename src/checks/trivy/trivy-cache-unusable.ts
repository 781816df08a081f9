import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-cache-unusable',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:cache may be in use by another process|unable to (?:open|initialize) (?:the )?(?:cache|fs cache)|failed to (?:open|create|initialize|init)[^\n]{0,40}(?:fs cache|scan cache|fanal\.db|trivy\.db|metadata\.json)|unable to open DB|cache (?:error|dir|directory)[^\n]{0,120}(?:permission denied|timeout|read-only|locked)|\.cache\/[^\n]{0,120}(?:permission denied|read-only file system|invalid database|checksum error)|trivy\.db[^\n]{0,120}(?:timeout|invalid|corrupt|permission|checksum)|The local DB (?:has an old schema|is too old)|the first run cannot skip downloading DB|--skip(?:-db)?-update cannot be specified|DB schema version|unable to create cache dir|invalid database|fanal\.db: timeout)/i,
      specimen:
        'FATAL init error: cache error: unable to initialize the cache: unable to initialize fs cache: cache may be in use by another process: timeout',
      source: 'Trivy pkg/fanal/cache',
    },
  ],
  words: {
    en: {
      title: 'Scanner’s cache unusable',
      probably: 'the scanner cannot use its cache or its vulnerability database',
      explains:
        'The cache directory belongs to somebody else, is locked by another scan, or its database is torn or of another schema.',
      steps: [
        '`ls -ln /home/scanner/.cache` in the Trivy pod (owner 10000).',
        'Delete `trivy/db` and `trivy/fanal` in the cache and let it be filled anew; one replica per volume.',
      ],
    },
  },
});
