/** Literal facts of an installation that several checks' tests start from. */
import type { ComponentLog } from '../../src/engine/component-log.ts';
import type { ComponentPod } from '../../src/engine/component-pods.ts';
import type { HarborComponent, HarborInfo } from '../../src/engine/harbor/records.ts';
import type { Installation } from '../../src/engine/installation.ts';
import type { Pull } from '../../src/engine/subject.ts';
import type { ComponentLogsFact } from '../../src/probes/installation/component-logs.ts';
import type { ComponentsFact } from '../../src/probes/installation/components.ts';
import type { HarborClusterFact } from '../../src/probes/installation/harbor-cluster.ts';

export function installation(over: Partial<Installation> = {}): Pull {
  return {
    image: 'harbor.acme.test',
    installation: {
      name: 'main',
      product: 'harbor',
      host: 'harbor.acme.test',
      place: { cluster: 'prod', namespace: 'harbor', instance: 'harbor' },
      installer: 'helm',
      foundBy: 'configuration',
      ...over,
    },
  };
}

export function component(name: string, over: Partial<ComponentPod> = {}): ComponentPod {
  return {
    component: name,
    namespace: 'harbor',
    pod: `harbor-${name}-0`,
    container: name,
    image: `goharbor/harbor-${name}:v2.13.1`,
    runs: true,
    ready: true,
    state: 'Running',
    says: null,
    restarts: 0,
    last: null,
    startedAt: '2026-03-01T00:00:00Z',
    owner: { kind: 'Deployment', name: `harbor-${name}` },
    ...over,
  };
}

export function crashing(name: string, over: Partial<ComponentPod> = {}): ComponentPod {
  return component(name, {
    runs: false,
    ready: false,
    state: 'CrashLoopBackOff',
    says: 'back-off 5m0s restarting failed container',
    restarts: 7,
    last: { reason: 'Error', exitCode: 1, at: '2026-03-01T02:59:00Z' },
    ...over,
  });
}

export function components(...all: readonly ComponentPod[]): ComponentsFact {
  return { namespace: 'harbor', components: all };
}

export function logs(...all: readonly ComponentLog[]): ComponentLogsFact {
  return { logs: all, unread: [] };
}

export function log(name: string, run: ComponentLog['run'], ...lines: readonly string[]): ComponentLog {
  return {
    component: name,
    pod: `harbor-${name}-0`,
    container: name,
    run,
    lines: lines.map((text) => ({ at: '2026-03-01T02:58:00Z', text })),
  };
}

export const WELL: readonly HarborComponent[] = ['core', 'database', 'redis'].map((name) => ({
  name,
  healthy: true,
  error: null,
}));

export function harborCluster(over: Partial<HarborClusterFact> = {}): HarborClusterFact {
  return {
    name: 'trust-node-port',
    externalUrl: 'https://10.6.232.5:30010',
    status: 'healthy',
    conditions: [],
    ...over,
  };
}

export const DATABASE_NOT_READY = {
  type: 'DatabaseReady',
  status: 'False',
  reason: 'connectionFailed',
  message: 'dial tcp 10.0.0.7:5432: connect: connection refused',
  since: '2026-03-01T01:00:00Z',
};

export function info(over: Partial<HarborInfo> = {}): HarborInfo {
  return {
    version: '2.15.0',
    externalUrl: 'https://harbor.acme.test',
    readOnly: false,
    authMode: 'db_auth',
    storage: 'filesystem',
    banner: null,
    ...over,
  };
}
