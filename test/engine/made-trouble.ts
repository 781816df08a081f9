import type { Trouble } from '../../src/engine/trouble.ts';

export function madeTrouble(more: Partial<Trouble> = {}): Trouble {
  return {
    version: 1,
    id: 'trb-0123456789abcdef',
    root: 'tls-expired harbor.acme.test',
    rootSays: 'registry `harbor.acme.test`',
    cause: 'tls-expired',
    title: 'Certificate expired',
    incident: 'inc-0123456789abcdef',
    home: { channel: 'C0ALERTS01', ts: null },
    state: 'open',
    severity: null,
    mention: null,
    openedAt: '2026-11-21T02:01:00.000Z',
    resolvedAt: null,
    healed: null,
    again: 0,
    affected: [],
    affectedCount: 0,
    told: 0,
    timeline: [
      { what: 'began', at: '2026-11-21T02:00:30.000Z', alertname: 'KubePodNotReady', source: 'alertmanager' },
      { what: 'cause', at: '2026-11-21T02:01:00.000Z', title: 'Certificate expired' },
    ],
    links: [],
    summed: null,
    lookedAt: '2026-11-21T02:01:00.000Z',
    ...more,
  };
}
