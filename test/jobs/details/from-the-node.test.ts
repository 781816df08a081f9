import { expect, test } from 'vitest';
import type { Case } from '../../../src/engine/case.ts';
import type { NodeView } from '../../../src/engine/node-view.ts';
import { fromTheNode } from '../../../src/jobs/details/from-the-node.ts';
import { FOUND, hostOf, viewOf } from '../../engine/made-view.ts';

const at = '2026-03-01T03:00:00.000Z';

function caseWith(view: NodeView | null): Case {
  const answer = view
    ? ({ state: 'known', fact: view, at, ms: 1 } as const)
    : ({ state: 'unknown', why: 'no worker', ms: 1 } as const);
  return {
    pull: { image: 'harbor.acme.test/shop/cart:1' },
    results: [],
    answers: new Map([['node-view', answer]]),
    said: [],
    text: null,
    textEvidence: null,
    failing: true,
    node: 'worker-3',
  };
}

test('resolver, hosts in their order, proxy, trust, clock and notes, once for all containers', () => {
  const file = '/etc/containerd/certs.d/harbor.acme.test/hosts.toml';
  const view = viewOf(
    [
      hostOf(
        { ended: 'refused', says: 'connect ECONNREFUSED 10.0.0.9:443' },
        { role: 'mirror', url: 'https://mirror.acme.test', from: file, certificates: 'not-judged' },
      ),
      hostOf({ ended: 'answered', manifest: 'login-needed', says: '401 Unauthorized' }, { proxy: 'p:3128' }),
      hostOf(FOUND, { role: 'origin' }),
    ],
    {
      proxy: { https: 'http://p:3128', http: null, noProxy: null, from: '/etc/environment' },
      trust: { system: null, extras: ['/etc/ssl/acme.crt'] },
      clock: { at, aheadS: -720 },
      notes: ['A note.'],
    },
  );
  expect(fromTheNode([caseWith(view), caseWith(view)], 'en')).toEqual({
    id: 'from-the-node',
    title: 'From the node itself: worker-3',
    lines: [
      'resolver: `10.0.0.2` (`/etc/resolv.conf`)',
      `mirror \`https://mirror.acme.test\` (\`${file}\`), certificate not judged: connect ECONNREFUSED 10.0.0.9:443`,
      'server `https://harbor.acme.test` through proxy `p:3128`: it wants a login, which node workers do not hold (401 Unauthorized)',
      'not asked by its settings, for comparison `https://harbor.acme.test`: the manifest is there',
      'proxy: `http://p:3128` (`/etc/environment`), NO_PROXY not set',
      'trust: its CA store could not be read, besides `/etc/ssl/acme.crt`',
      'clock: 720 s behind the registry’s `Date`',
      'A note.',
    ],
  });
});

test('near miss: a second of difference is no skew', () => {
  const section = fromTheNode([caseWith(viewOf(FOUND, { clock: { at, aheadS: 1 } }))], 'en');
  expect(section?.lines.join()).not.toContain('clock');
});

test('without a worker there is no such section', () => {
  expect(fromTheNode([caseWith(null)], 'en')).toBeNull();
});
