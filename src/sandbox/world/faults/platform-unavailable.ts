import type { Fault } from '../fault.ts';

/** Runs on the amd64 nodes, fails on the arm64 node. */
export const platformUnavailable: Fault = {
  id: 'platform-unavailable',
  title: 'node-metrics is built for amd64 only and runs on every node',
  subject: { namespace: 'data', kind: 'DaemonSet', name: 'node-metrics' },
  cause: 'platform-unavailable',
  async plant({ harbor, image, deploy }) {
    const platforms = ['linux/amd64'];
    harbor.state.store.push({ repository: 'data/node-metrics', tags: ['1.4.0'], platforms, shape: 'index' });
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'data/node-metrics:1.4.0'), pullSecrets });
  },
  async heal({ harbor }) {
    harbor.state.store.push({ repository: 'data/node-metrics', tags: ['1.4.0'] });
  },
};
