import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-oom-killed',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:trivy|scan)[^\n]{0,300}(?:signal: killed|OOMKilled|exit (?:status|code):? ?137|out of memory|cannot allocate memory)|(?:OOMKilled|signal: killed|exit (?:status|code):? ?137|[Oo]ut of memory)[^\n]{0,200}trivy|running trivy: (?:signal: killed|exit status 137)|Killed process \d{1,9} \(trivy\)|Memory cgroup out of memory[^\n]{0,120}trivy/,
      specimen: 'running trivy wrapper: running trivy: signal: killed',
      source: 'goharbor/harbor-scanner-trivy pkg/trivy/wrapper.go',
    },
  ],
  words: {
    en: {
      title: 'Scanner out of memory',
      probably: 'the scanner was killed for want of memory',
      explains: 'Big layers are unpacked in memory; the Trivy pod’s limit is too small for this image.',
      steps: [
        '`kubectl describe pod` of Trivy: last state OOMKilled, exit code 137.',
        'Raise `trivy.resources.limits.memory` to 2Gi or more and scan again.',
      ],
    },
  },
});
