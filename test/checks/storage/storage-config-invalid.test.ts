import { tellsLine } from '../log-lines.ts';

tellsLine('storage-config-invalid', {
  shows: 'panic: could not create registry: swift: Swift authentication failed: bad key',
  near: 'registry created',
});
