import { tellsLine } from '../log-lines.ts';

tellsLine('location-header-scheme', {
  shows: 'EOF',
  near: 'pushed',
});
