import { tellsLine } from '../log-lines.ts';

tellsLine('project-missing', {
  shows: 'project nonexist not found',
  near: 'project dev made',
});
