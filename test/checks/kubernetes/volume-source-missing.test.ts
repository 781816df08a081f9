import { tellsLine } from '../log-lines.ts';

tellsLine('volume-source-missing', {
  shows: 'MountVolume.SetUp failed for volume "token-service-private-key" : secret "harbor-core" not found',
  near: 'MountVolume.SetUp succeeded for volume "ca"',
});
