import { before, harborLine, MINUTE_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

/** The event came before the tag was written; the tag is there now and a second run succeeds. */
export const notificationRace = defineSickness({
  id: 'notification-race',
  title: 'Some pushes of a big release are not replicated: tag unknown, although the tag is there',
  strike(state) {
    const policy = addCase(state, {
      id: 16,
      name: 'on-push-to-edge',
      trigger: 'event_based',
      endpoint: { name: 'edge', type: 'harbor', url: 'https://harbor-edge.acme.test' },
      resources: ['shop/cart:1.8.1'],
    });
    const at = before(state.now(), 12 * MINUTE_MS);
    const where = '/controller/replication/transfer/image/transfer.go:357';
    const log = [
      harborLine(at, 'ERROR', where, 'pull manifest from local registry failed404 tag unknown, tag=1.8.1.'),
    ];
    pastExecution(state, policy, 12 * MINUTE_MS, () => ({ status: 'Failed', log }));
    return () => mend(state, policy);
  },
});
