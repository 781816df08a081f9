import { tellsLine } from '../log-lines.ts';

tellsLine('unique-job-already-queued', {
  shows: "job 'GARBAGE_COLLECTION' can not be enqueued, please check the job metatdata",
  near: 'job enqueued',
});
