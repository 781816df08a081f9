import { tellsLine } from '../log-lines.ts';

tellsLine('registryctl-wrong-storage-mount', {
  shows:
    '[ERROR] [/registryctl/api/registry/blob/blob.go:66]: failed to delete blob: filesystem: Path not found: /docker/registry/v2/blobs/sha256/ab/abcd',
  near: '[INFO] [/registryctl/main.go:80]: registryctl started',
});
