import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'patch-leaves-rollingupdate',
  severity: 'medium',
  signs: [
    {
      pattern: /rollingUpdate: Forbidden: may not be specified when strategy `?type`? is 'Recreate'/,
      specimen:
        'Deployment.apps "harbor-jobservice" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\'',
      source: 'goharbor/harbor-helm#2288',
    },
  ],
  words: {
    en: {
      title: 'Strategy half changed',
      probably: 'the strategy was changed to Recreate and kept its rolling settings',
      explains: 'A patch merges; `rollingUpdate` stays and is forbidden beside Recreate.',
      steps: ['Patch with `"rollingUpdate": null`, or delete the Deployment and upgrade.'],
    },
  },
});
