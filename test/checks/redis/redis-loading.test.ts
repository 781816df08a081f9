import { tellsLine } from '../log-lines.ts';

tellsLine('redis-loading', {
  shows: 'panic: LOADING Redis is loading the dataset in memory',
  near: 'Ready to accept connections',
});
