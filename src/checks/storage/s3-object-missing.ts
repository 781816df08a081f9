import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-object-missing',
  severity: 'high',
  signs: [
    {
      pattern: /s3aws: NoSuchKey[^\n]{0,200}|NoSuchKey: The specified key does not exist/,
      specimen:
        'level=error msg="response completed with error" auth.user.name="harbor_registry_user" err.code=unknown err.detail="s3aws: NoSuchKey:',
      source: 'goharbor/harbor#12317',
    },
  ],
  words: {
    en: {
      title: 'Object missing in the store',
      probably: 'the object store does not have an object the registry expects',
      explains: 'It was deleted by a lifecycle rule, or lies in another bucket or prefix.',
      steps: ['Look at lifecycle rules, bucket and `rootdirectory`; push the image again.'],
    },
  },
});
