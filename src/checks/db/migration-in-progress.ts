import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'migration-in-progress',
  severity: 'low',
  signs: [
    {
      pattern:
        /\u7528\u6237\u540d\u5bc6\u7801\u4e0d\u5bf9|Start to sync quota data|Success to sync quota data/,
      specimen: '用户名密码不对 (login refused after 1.9.x upgrade)',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Migration still running',
      probably: 'core still migrates or computes quotas and does not serve yet',
      explains: 'Until it is done, logins are refused; a too eager liveness probe restarts it in the middle.',
      steps: [
        'Wait and watch core’s log for `Success to sync quota data`.',
        'If core restarts: raise `core.livenessProbe.initialDelaySeconds`.',
      ],
    },
  },
});
