import { expect, test } from 'vitest';
import type { Subject } from '../../src/engine/subject.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { withContact } from '../../src/jobs/whom-to-ask.ts';
import { renderReply } from '../../src/terminal/render.ts';

const REGISTRIES = [
  { name: 'harbor', host: 'harbor.acme.test', contact: '#harbor-admins' },
  { name: 'mirror', host: 'mirror.acme.test:5000' },
];

function replyAbout(subject: Subject, outcome: Verdict['outcome'] = 'unclear') {
  const verdict: Verdict = {
    subject,
    outcome,
    cause: null,
    also: [],
    ruledOut: [],
    couldNotLook: [],
    headline: 'Nothing was found.',
    about: [],
    seen: [],
    next: [],
    details: [],
    at: '2026-03-01T03:00:00Z',
    ms: 5,
  };
  return { kind: 'verdict', verdict } as const;
}

const told = (subject: Subject, outcome?: Verdict['outcome']) =>
  renderReply(withContact(replyAbout(subject, outcome), REGISTRIES, 'en'));

test('the contact of the registry in question is told', () => {
  expect(told({ kind: 'image', name: 'harbor.acme.test/shop/cart:1' })).toMatch(
    /Whom to ask\n\s+#harbor-admins/,
  );
  expect(told({ kind: 'registry', name: 'harbor' })).toContain('#harbor-admins');
  const pod = { kind: 'pod', cluster: 'prod', namespace: 'shop', name: 'cart-0' } as const;
  expect(told({ ...pod, image: 'harbor.acme.test/shop/cart:1' })).toContain('#harbor-admins');
  expect(told(pod)).not.toContain('Whom to ask');
});

test('near miss: an image of another registry, one without a contact, or one that is well names nobody', () => {
  expect(told({ kind: 'image', name: 'docker.io/library/nginx:1' })).not.toContain('Whom to ask');
  expect(told({ kind: 'image', name: 'mirror.acme.test:5000/shop/cart:1' })).not.toContain('Whom to ask');
  expect(told({ kind: 'image', name: 'harbor.acme.test/shop/cart:1' }, 'healthy')).not.toContain(
    'Whom to ask',
  );
});
