import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'destination-project-create',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to do the prepare work for pushing\/uploading resources:[^\n]{0,300}/,
      specimen:
        'failed to do the prepare work for pushing/uploading resources: http status code: 403, body: {"errors":[{"code":"FORBIDDEN"}]}',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/flow/stage.go',
    },
  ],
  words: {
    en: {
      title: 'Target project cannot be made',
      probably: 'the target refuses to make the project',
      explains: 'The endpoint’s account may not create projects there.',
      steps: ['Create the project at the target, or give the account the right.'],
    },
  },
});
