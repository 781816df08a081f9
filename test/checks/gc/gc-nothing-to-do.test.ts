import { tellsLine } from '../log-lines.ts';

tellsLine('gc-nothing-to-do', {
  shows: 'no need to execute GC as there is no non referenced artifacts.',
  near: 'GC candidates 12',
});
