import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'helm-immutable-field',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:spec\.\S{1,160}|field(?:s)?)[^\n]{0,120}(?:field is immutable|is immutable)|updates to (?:statefulset|StatefulSet) spec for fields other than|spec is immutable after creation|Forbidden: (?:spec is immutable|updates to|field can not be less than previous value|may not change once set)|cannot patch "[^"\n]{1,253}" with kind (?:StatefulSet|Deployment|Service|PersistentVolumeClaim|Job)[^\n]{0,300}/,
      specimen:
        'Error: UPGRADE FAILED: cannot patch "harbor-database" with kind StatefulSet: StatefulSet.apps "harbor-database" is invalid: spec: Forbidden: updates to statefulset spec for fields other than \'replicas\', \'template\' are forbidden',
      source: 'Kubernetes apps/validation',
    },
  ],
  words: {
    en: {
      title: 'Upgrade changes what cannot be changed',
      probably: 'the upgrade changes a field that Kubernetes does not let change',
      explains:
        'StatefulSets (volume claim templates, service name), selectors, claims and Services keep some fields for life.',
      steps: [
        'Read which object and field the message names.',
        'Keep the old value, or delete the object without its pods (`kubectl delete --cascade=orphan`) and upgrade again.',
      ],
    },
  },
});
