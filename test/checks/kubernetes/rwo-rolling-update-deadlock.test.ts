import { tellsLine } from '../log-lines.ts';

tellsLine('rwo-rolling-update-deadlock', {
  shows:
    'Multi-Attach error for volume "pvc-a45d52ee-3025-44e5-a488-4a4b89760bba" Volume is already used by pod(s) harbor-registry-5fdb5496bc-x6qmp',
  near: 'AttachVolume.Attach succeeded',
});
