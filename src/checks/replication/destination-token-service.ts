import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'destination-token-service',
  severity: 'high',
  signs: [
    {
      pattern: /check(?:ing)? (?:the )?existence of blob sha256:\w{1,64}[^\n]{0,300}401[^\n]{0,60}/,
      specimen:
        '[ERROR] [transfer.go:395]: an error occurred while checking existence of blob sha256:22c2dd5ee85dc01136051800684b0bf30016a3082f97093c806152bf43d4e089 of auto2/busybox:latest on https://single-tenant.caicloudprivatetest.com: 401 ',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Target’s token service refuses',
      probably: 'the target’s token service does not accept the replication’s login',
      explains: 'The blobs’ existence is asked with a token; the target’s realm, clock or login are wrong.',
      steps: ['Try the endpoint’s login with `docker login`; look at the target’s realm.'],
    },
  },
});
