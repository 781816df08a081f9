import { tellsLine } from '../log-lines.ts';

tellsLine('csrf-key-length', {
  shows: 'Invalid CSRF key length from the environment: %s. Please ensure the key length is 32 characters.',
  near: 'CSRF key loaded',
});
