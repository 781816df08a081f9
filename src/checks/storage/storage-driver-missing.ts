import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-driver-missing',
  severity: 'high',
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
      explains: 'Version 3 dropped rados, oss and swift.',
      steps: ['Use a driver it has (S3), or an older registry.'],
    },
  },
});
