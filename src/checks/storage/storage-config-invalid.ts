import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-config-invalid',
  severity: 'high',
  rows: ['S0-6'],
  signs: [
    {
      pattern:
        /panic: [^\n]{0,60}(?:could not create registry|swift|s3|[Nn]o (?:region|bucket|access))[^\n]{0,200}|(?:no|missing|invalid) (?:region|bucket|container|accountname) parameter provided/i,
      specimen: 'panic: could not create registry: swift: Swift authentication failed: bad key',
      source: 'distribution/distribution registry/handlers/app.go',
    },
    {
      pattern:
        /must provide exactly one storage type[^\n]{0,120}|configuration error: error parsing [^\n]{1,120}: [^\n]{0,60}storage[^\n]{0,120}/i,
      specimen:
        'configuration error: error parsing /registry/config.yml: Must provide exactly one storage type. Provided: [filesystem maintenance]',
      source: 'distribution/distribution#511',
    },
  ],
  words: {
    en: {
      title: 'Storage settings invalid',
      probably: 'the registry cannot start with its storage settings',
      explains: 'A parameter is missing or the store refuses the login.',
      steps: ['Read the panic; correct `imageChartStorage`.'],
    },
  },
});
