import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'push-denied',
  severity: 'medium',
  rows: ['S3-7', 'S4-39'],
  signs: [
    {
      pattern: /denied: requested access to the resource is denied/,
      specimen: 'denied: requested access to the resource is denied',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Push denied',
      probably: 'the login may not push there',
      explains: 'Not signed in, signed in elsewhere, or no right to push in this project.',
      steps: [
        'Does the project exist? In Harbor the first part of the path is a project, and a push does not make one: create it first.',
        'Is the image named `<registry>/<project>/<repository>:<tag>`? Without a project Docker Hub’s is meant.',
        'Sign in to this very host: `docker login <registry>`; then ask for the right to push (Harbor: Developer or more of the project).',
        'Ask `why-push-fails <image>`: it tells a missing project, a missing right, read-only mode and a proxy project apart.',
      ],
    },
  },
});
