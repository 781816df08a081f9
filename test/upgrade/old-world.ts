/** The world in which the old records were made: what they name must be there again when they are taken up. */
import type { SandboxCluster } from '../../src/sandbox/cluster/cluster.ts';
import { NAMESPACE, type StageOptions } from '../chaos/stage.ts';

/** Below the ports that systems give out of their own; the records name it. */
const REGISTRY_PORT = 29_417;

export const OLD_WORLD: StageOptions = {
  registryPort: REGISTRY_PORT,
  config: {
    alerts: {
      channels: [{ channel: 'C0ALERT001' }],
      webhooks: [{ name: 'prod', kind: 'alertmanager', auth: { bearer: { tokenEnv: 'AM_TOKEN' } } }],
    },
  },
};

/** An alert as Alertmanager sends it, of a Deployment's pod. */
export async function fires(port: number, name: string, { store }: SandboxCluster): Promise<void> {
  const pod = store.list('pods', NAMESPACE).find((one) => one.metadata.labels?.['app'] === name);
  const alert = {
    status: 'firing',
    labels: {
      alertname: 'KubePodNotReady',
      cluster: 'prod',
      namespace: NAMESPACE,
      pod: pod?.metadata.name ?? name,
      severity: 'warning',
    },
    annotations: { summary: `Pod of ${name} cannot pull its image` },
    startsAt: new Date().toISOString(),
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
    fingerprint: Buffer.from(`alert-of-${name}`).toString('hex').slice(0, 16),
  };
  const group = { version: '4', groupKey: name, status: 'firing', receiver: 'medic', externalURL: '' };
  const { status } = await fetch(`http://127.0.0.1:${port}/webhooks/prod`, {
    method: 'POST',
    headers: { authorization: 'Bearer the-day-sends-this', 'content-type': 'application/json' },
    body: JSON.stringify({
      ...group,
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      truncatedAlerts: 0,
      alerts: [alert],
    }),
  });
  if (status !== 200) throw new Error(`An alert of ${name}: ${status}`);
}
