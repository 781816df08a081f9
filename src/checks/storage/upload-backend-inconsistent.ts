import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-backend-inconsistent',
  severity: 'medium',
  signs: [
    {
      pattern:
        /upload resumed at wrong off(?:est|set): \d{1,19} != \d{1,19}|attempted to move zero-length content with non-zero digest/,
      specimen: 'upload resumed at wrong offest: 5242880 != 0',
      source: 'distribution/distribution registry/handlers/blobupload.go (v2.8.3)',
    },
  ],
  words: {
    en: {
      title: 'Storage forgets what was uploaded',
      probably: 'the storage shows fewer bytes than were uploaded',
      explains: 'Replicas without shared storage, or a file system that shows writes late.',
      steps: ['One storage for all replicas, sticky sessions, or another storage class.'],
    },
  },
});
