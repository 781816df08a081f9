import { tellsLine } from '../log-lines.ts';

tellsLine('token-key-mismatch', {
  shows: 'token signed by untrusted key with ID: "ABCD:EFGH"',
  near: 'token signed',
});
