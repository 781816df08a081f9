import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'project-missing',
  severity: 'high',
  signs: [
    {
      pattern: /project \S{1,200} not found/,
      specimen: 'project nonexist not found',
      source: 'goharbor/harbor@c50c7dd:src/pkg/project/dao/dao.go',
    },
  ],
  words: {
    en: {
      title: 'Project does not exist',
      probably: 'the project does not exist',
      explains: 'Harbor makes no project by itself on a push.',
      steps: ['Create it, or correct the name.'],
    },
  },
});
