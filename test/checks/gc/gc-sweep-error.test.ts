import { tellsLine } from '../log-lines.ts';

tellsLine('gc-sweep-error', {
  shows:
    '2020-08-21T10:24:04Z [ERROR] [/jobservice/job/impl/gc/garbage_collection.go:163]: failed to execute GC job at sweep phase, error: failed to delete blob from storage: sha256:8a0fdda4d13959c085d949fae822dae5fd2d384208a6a9600ebb46ea3baaff23',
  near: 'deleted blob from storage',
});
