import { tellsLine } from '../log-lines.ts';

tellsLine('db-not-migrated', {
  shows:
    '[FATAL] [main.go:46]: failed to initialize the system: unexpected database schema version, expected 1.5.0, got 0.4.0',
  near: 'database schema version 1.5.0',
});
