import { expect, test } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { searchAll, searchPods } from '../../../src/jobs/find-subject/search.ts';
import { ended, found, literalCluster, madePod } from '../../probes/literal-cluster.ts';

const pods = [madePod('cart-0')];
const answers = literalCluster({ name: 'prod', pods: found(pods) });
const hangs = literalCluster({ name: 'far', pods: () => new Promise(() => {}) });
const refuses = literalCluster({ name: 'closed', pods: ended('unreachable', 'refused') });

function searchThem(readers: readonly ClusterReader[]) {
  return searchAll(readers, null, (reader) => searchPods(reader, null), 1);
}

test('a cluster that hangs is a blind spot and holds up nobody', async () => {
  expect(await searchThem([hangs, answers])).toMatchObject([
    { cluster: 'far', pods: [], blind: [{ probe: 'pods of far' }] },
    { cluster: 'prod', pods: [{ name: 'cart-0' }], blind: [] },
  ]);
});

test('near miss: a cluster that only refuses is no reason to leave a slower one behind', async () => {
  const gate = Promise.withResolvers<void>();
  const slow = literalCluster({ name: 'slow', pods: () => gate.promise.then(found(pods)) });
  const search = searchThem([refuses, slow]);
  setTimeout(gate.resolve, 20);
  expect(await search).toMatchObject([{ blind: [{ why: 'refused' }] }, { cluster: 'slow', blind: [] }]);
});
