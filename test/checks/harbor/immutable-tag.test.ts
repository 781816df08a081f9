import { tellsLine } from '../log-lines.ts';

tellsLine('immutable-tag', {
  shows: "Failed to process request due to 'alpine:3.10' configured as immutable.",
  near: 'tag pushed',
});
