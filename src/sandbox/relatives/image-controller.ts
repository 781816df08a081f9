/** theriseunion's image controller as it runs in a cluster, well or not. */
import {
  LAST_REASON_ANNOTATION,
  RESTARTS_ANNOTATION,
  STATE_ANNOTATION,
} from '../cluster/kubelet/behaviour.ts';
import { USAGE_ANNOTATION } from '../cluster/metrics.ts';
import type { KubeObject } from '../cluster/objects.ts';
import { CONTROLLER_NAMESPACE } from './objects.ts';

/** On every node without a pull. */
export const CONTROLLER_IMAGE = 'docker.io/theriseunion/image-controller:v1.4.0';

const NAME = 'image-controller';
const LABELS = { app: NAME, 'app.kubernetes.io/part-of': 'image-management' };
const STATES: Readonly<Record<'well' | 'out-of-memory', Readonly<Record<string, string>>>> = {
  well: { [USAGE_ANNOTATION]: '{"controller":{"cpu":"60m","memory":"180Mi"}}' },
  'out-of-memory': {
    [STATE_ANNOTATION]: 'CrashLoopBackOff',
    [LAST_REASON_ANNOTATION]: 'OOMKilled',
    [RESTARTS_ANNOTATION]: '23',
  },
};

/** Its Deployment and its settings. */
export function imageController(state: keyof typeof STATES): readonly KubeObject[] {
  const container = {
    name: 'controller',
    image: CONTROLLER_IMAGE,
    env: [{ name: 'LOG_LEVEL', value: 'info' }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '250m', memory: '256Mi' } },
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: CONTROLLER_NAMESPACE, name: `${NAME}-config`, labels: LABELS },
      data: { max_concurrent_pulls: '10' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: CONTROLLER_NAMESPACE, name: NAME, labels: LABELS },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: NAME } },
        template: {
          metadata: { labels: LABELS, annotations: STATES[state] },
          spec: { containers: [container] },
        },
      },
    },
  ];
}
