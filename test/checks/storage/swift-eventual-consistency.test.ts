import { tellsLine } from '../log-lines.ts';

tellsLine('swift-eventual-consistency', {
  shows:
    'failed to garbage collect: error enumerating blobs: swift: Timeout expired while waiting for segments of /docker/registry/v2/blobs/sha256/0e/0e13df4de72ab99c36328542e7a42eef9f1b3b3b61ca0a063ec5de2c3a3923c1/data to show up',
  near: 'segments complete',
});
