import { tellsLine } from '../log-lines.ts';

tellsLine('db-disk-full', {
  shows: 'ERROR:  could not extend file "base/16385/16480": No space left on device',
  near: 'LOG:  checkpoint complete: wrote 12 buffers',
});
