import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-driver-missing',
  severity: 'high',
  rows: ['S3-24'],
  signs: [
    {
      pattern: /StorageDriver not registered: \w{1,40}/,
      specimen: 'StorageDriver not registered: rados',
      source:
        'a field report (statement); distribution/distribution registry/storage/driver/factory/factory.go (message)',
    },
  ],
  words: {
    en: {
      title: 'Storage driver not built in',
      probably: 'this registry was built without that storage driver',
      explains:
        'rados is gone since distribution 2.4 (Harbor 1.5 has 2.6 already); version 3 dropped oss and swift as well.',
      steps: [
        'For Ceph use its RADOS gateway by S3 (or Swift before version 3), in `imageChartStorage.type`.',
      ],
    },
  },
});
