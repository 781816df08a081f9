/** What the chart is given and cannot use is refused, and the refusal says what to write. */
import { beforeAll, expect, test } from 'vitest';
import { describeWithGo } from '../tool/go.ts';
import { type Provided, provideTool } from '../tool/provide.ts';
import { least, type Values } from './cases.ts';
import { renderAll } from './rendered.ts';

const clusters = [{ name: 'prod', inCluster: true }];
const login = { username: 'u', passwordEnv: 'HARBOR_PASSWORD' };

const refused: Readonly<Record<string, readonly [Values, RegExp]>> = {
  'an unknown value': [{ ...least, replica: 2 }, /additional properties 'replica' not allowed/],
  'an unknown value below': [
    { ...least, worker: { replica: 2 } },
    /at '\/worker': additional properties 'replica' not allowed/,
  ],
  'an unknown mode': [{ ...least, mode: 'spoke' }, /at '\/mode': value must be one of 'hub', 'agent'/],
  'a wrong type': [{ ...least, topologySpread: 'yes' }, /at '\/topologySpread': got string, want boolean/],
  'no replicas': [{ ...least, bot: { replicas: 0 } }, /at '\/bot\/replicas': minimum: got 0, want 1/],
  'an unknown setting of the configuration': [
    { ...least, config: { cluster: [] } },
    /at '\/config': additional properties 'cluster' not allowed/,
  ],
  'a configuration of a wrong form': [
    { ...least, config: { alerts: { channels: [{ channel: '#shop' }] } } },
    /at '\/config\/alerts\/channels\/0\/channel': '#shop' does not match pattern/,
  ],
  'a token of another kind': [
    { ...least, slack: { botToken: 'xoxp-1', appToken: 'xapp-1' } },
    /at '\/slack\/botToken'/,
  ],
  'no image': [{ ...least, image: {} }, /image\.repository: write where the image was pushed to/],
  'no Redis': [{ ...least, redis: {} }, /redis: write where it is: redis\.existingSecret\.name/],
  'two Redis': [
    { ...least, redis: { url: 'redis://a:6379', bundled: { enabled: true } } },
    /redis\.url and redis\.bundled are all set; keep one/,
  ],
  'no tokens': [{ ...least, slack: {} }, /write slack\.existingSecret/],
  'a token missing': [{ ...least, slack: { botToken: 'xoxb-1' } }, /slack\.appToken/],
  'an unknown fix': [
    { ...least, config: { clusters, remediations: { enabled: ['set-nearest-tags'] } } },
    /there is no fix `set-nearest-tags`. There are: .*set-nearest-tag/,
  ],
  'a password that nobody gave': [
    { ...least, config: { registries: [{ name: 'h', host: 'h.test', login }] } },
    /credentials: the config names the variable HARBOR_PASSWORD/,
  ],
  'a cluster without a way to it': [
    { ...least, config: { clusters: [{ name: 'staging', context: 'staging' }] } },
    /kubeconfigs\.worker\.existingSecret: the worker reaches cluster `staging` by a kubeconfig/,
  ],
  'fixes in a cluster without a way to it': [
    {
      ...least,
      kubeconfigs: { worker: { existingSecret: 'reader' } },
      config: { clusters: [{ name: 'staging' }], remediations: { enabled: ['set-nearest-tag'] } },
    },
    /kubeconfigs\.remediator\.existingSecret/,
  ],
  'two clusters here': [
    {
      ...least,
      config: { clusters: [...clusters, { name: 'prod-eu', inCluster: true }] },
    },
    /prod, prod-eu are all `inCluster: true`.*write `agent: true`/,
  ],
  'an agent of nothing': [{ ...least, mode: 'agent' }, /cluster: an agent serves one cluster/],
  'an agent of an unknown cluster': [
    { ...least, mode: 'agent', cluster: 'prod-us', config: { clusters: [{ name: 'eu', agent: true }] } },
    /there is no cluster `prod-us` under config\.clusters/,
  ],
  'an agent of the hub’s cluster': [
    { ...least, mode: 'agent', cluster: 'prod', config: { clusters } },
    /write `agent: true` at `prod`/,
  ],
  'an agent with a Redis of its own': [
    {
      ...least,
      mode: 'agent',
      cluster: 'eu',
      config: { clusters: [{ name: 'eu', agent: true }] },
      redis: { bundled: { enabled: true } },
    },
    /redis\.bundled: an agent has no Redis of its own/,
  ],
  'a hub with the cluster of an agent': [{ ...least, cluster: 'prod' }, /cluster: only agents are given one/],
  'an Ingress to nothing': [
    { ...least, ingress: { enabled: true, host: 'a.test' } },
    /ingress: there is nothing to expose/,
  ],
  'an Ingress without a name': [
    { ...least, slack: { mode: 'http', existingSecret: 's' }, ingress: { enabled: true } },
    /ingress\.host: write the name/,
  ],
  'nodes of nobody knows which cluster': [
    { ...least, node: { enabled: true }, config: { clusters: [{ name: 'eu', agent: true }] } },
    /node: which cluster do these nodes belong to/,
  ],
  'KEDA without an address': [
    { ...least, worker: { autoscaling: { by: 'queue' } } },
    /worker\.autoscaling\.queue\.address: KEDA asks Redis itself/,
  ],
};

describeWithGo('refusals', () => {
  let provided: Provided;
  beforeAll(async () => {
    provided = await provideTool();
  }, 900_000);

  test('what the others begin with is taken', async () => {
    const [taken] = await renderAll(provided, [least]);
    expect(taken?.error).toBe('');
  });

  test('each is refused and says what to write', async () => {
    const done = await renderAll(
      provided,
      Object.values(refused).map(([values]) => values),
    );
    for (const [index, [name, [, says]]] of Object.entries(refused).entries()) {
      expect.soft(done[index]?.error, name).toMatch(says);
      expect.soft(done[index]?.objects, name).toEqual([]);
    }
  });
});
