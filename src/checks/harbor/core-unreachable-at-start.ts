import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-unreachable-at-start',
  severity: 'high',
  signs: [
    {
      pattern: /failed to load rest config|Failed on load rest config err:(?![^\n]{0,300}x509: )[^\n]{0,300}/,
      specimen: 'panic: failed to load configuration, error: failed to load rest config',
      source: 'goharbor/harbor#20823',
    },
  ],
  words: {
    en: {
      title: 'Core not reachable at start',
      probably: 'jobservice could not load its configuration from core',
      explains: 'Core was not up, or its internal address is wrong.',
      steps: ['Wait for core; then restart jobservice. Check `CORE_URL`.'],
    },
  },
});
