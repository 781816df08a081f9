import { tellsLine } from '../log-lines.ts';

tellsLine('source-list-tags-failed', {
  shows:
    '2020-05-17T15:32:55Z [ERROR] [/replication/operation/controller.go:108]: the execution 11 failed: failed to fetch image: FetchImages error when collect tags for repos',
  near: 'fetched 12 artifacts',
});
