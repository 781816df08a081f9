import { tellsLine } from '../log-lines.ts';

tellsLine('upload-corrupted', {
  shows: 'canonical digest does match provided digest',
  near: 'digest matches',
});
