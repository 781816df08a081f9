import { tellsLine } from '../log-lines.ts';

tellsLine('replication-version-skew', {
  shows: 'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository',
  near: 'json decoded',
});
