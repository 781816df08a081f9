import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { examineNode } from '../../../src/jobs/doctor/node.ts';
import { makeNodeRoot } from '../../setup/node-root.ts';

const ROLE = { REGISTRY_MEDIC_ROLE: 'node', REDIS_URL: 'redis://127.0.0.1:6379' };
const examine = (source: NodeJS.ProcessEnv) => examineNode(loadConfig(source).env);

test('a node worker that knows its place and reads the node’s files', async () => {
  const root = await makeNodeRoot({ '/etc/resolv.conf': 'nameserver 10.0.0.2\n' });
  onTestFinished(root.remove);
  const env = { ...ROLE, NODE_NAME: 'worker-3', CLUSTER_NAME: 'prod', NODE_ROOT: root.path };
  expect(examine(env)).toMatchObject([
    { area: 'node', state: 'ok', says: expect.stringContaining('worker-3') },
  ]);
});

test('what is missing is wrong, each with what to do', () => {
  const lines = examine({ ...ROLE, NODE_ROOT: '/nowhere' });
  expect(lines.map(({ state }) => state)).toEqual(['wrong', 'wrong', 'wrong']);
  expect(lines.map(({ says }) => says.split(' ')[0])).toEqual([
    'NODE_NAME',
    'CLUSTER_NAME',
    '/nowhere/etc/resolv.conf',
  ]);
  expect(lines.every(({ mend }) => mend !== undefined)).toBe(true);
});

test('near miss: another role has nothing to say of nodes, unless their settings lie there', () => {
  expect(examine({})).toEqual([]);
  expect(examine({ NODE_NAME: 'worker-3' })).toMatchObject([{ state: 'note' }]);
});
