import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'operator-api-missing',
  severity: 'high',
  signs: [
    {
      pattern:
        /no matches for kind "[^"\n]{1,120}" in version "[^"\n]{1,160}"|the server could not find the requested resource|no kind "?\w{1,80}"? is registered for version|unable to (?:recognize|retrieve the complete list of server APIs)[^\n]{0,200}|if kind is a CRD, it should be installed before calling Start|failed to get API group resources|unable to retrieve the complete list of server APIs|ensure CRDs are installed first|the server doesn't have a resource type|failed to list \*?\S{1,120}: the server could not find/,
      specimen: 'no matches for kind "Issuer" in version "cert-manager.io/v1"',
      source: 'controller-runtime; apimachinery meta errors',
    },
  ],
  words: {
    en: {
      title: 'Operator asks for an API that is not served',
      probably: 'the operator asks for an API that this cluster does not serve',
      explains:
        'Its CRDs, or those of the Redis, PostgreSQL or MinIO operator and of cert-manager, are not installed, or the cluster dropped an old version of an API.',
      steps: [
        '`kubectl api-resources | grep -E "goharbor|acid.zalan|databases.spotahome|minio|cert-manager"`',
        'Install the missing CRDs or operator, or take the operator’s version for this Kubernetes.',
      ],
    },
  },
});
