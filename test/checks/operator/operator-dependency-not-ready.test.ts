import { tellsLine } from '../log-lines.ts';

tellsLine('operator-dependency-not-ready', {
  shows:
    'message: NotarySigner.goharbor.io cluster-sample-ns/harborcluster-sample-harbor-harbor, reason: dependencyStatus, type: ServiceReady, status: False',
  near: 'reason: dependenciesReady',
});
