/** What a node's worker may have seen, for tests. */
import type { HostEnding, HostView, NodeView } from '../../src/engine/node-view.ts';

export const FOUND: HostEnding = { ended: 'answered', manifest: 'found', says: '200 OK' };

export function hostOf(ending: HostEnding, over: Partial<HostView> = {}): HostView {
  return {
    url: 'https://harbor.acme.test',
    host: 'harbor.acme.test',
    role: 'server',
    from: null,
    proxy: null,
    certificates: 'judged',
    ending,
    direct: null,
    ...over,
  };
}

/** A view of `worker-3`: its one host, or these, ended so. */
export function viewOf(of: HostEnding | readonly HostView[], over: Partial<NodeView> = {}): NodeView {
  return {
    node: 'worker-3',
    resolver: { servers: ['10.0.0.2:53'], search: [], from: '/etc/resolv.conf' },
    trust: { system: '/etc/ssl/certs/ca-certificates.crt', extras: [] },
    proxy: { https: null, http: null, noProxy: null, from: null },
    hosts: 'ended' in of ? [hostOf(of)] : [...of],
    clock: { at: '2026-03-01T03:00:00.000Z', aheadS: 0 },
    notes: [],
    ...over,
  };
}
