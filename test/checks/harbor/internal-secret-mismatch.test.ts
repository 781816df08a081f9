import { tellsLine } from '../log-lines.ts';

tellsLine('internal-secret-mismatch', {
  shows: 'only internal service is allowed to call this API',
  near: 'internal call ok',
});
