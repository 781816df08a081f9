import { expect, test } from 'vitest';
import type { Reached } from '../../src/engine/reach-verdict.ts';
import type { Stage } from '../../src/engine/stage.ts';
import type { Cause } from '../../src/engine/verdict.ts';
import type { ImageAlone } from '../../src/jobs/find-subject.ts';
import { imageVerdict } from '../../src/jobs/image-verdict.ts';
import type { ManifestAttempt, ManifestFact } from '../../src/probes/manifest.ts';
import { known } from '../engine/made.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const OWN = { kind: 'own', username: 'robot$medic' } as const;
const TOOK = { at: '2026-11-20T10:00:00Z', ms: 5 };

function attempt(who: ManifestAttempt['who'], ended: ManifestAttempt['ended']): ManifestAttempt {
  return { who, ended, status: null, code: null, says: `${who.kind} heard ${ended}`, limits: {} };
}

function cause(id: string, stage: Stage): Cause {
  return {
    id,
    title: id,
    stage,
    confidence: 'confirmed',
    summary: `${id} it is`,
    explains: '',
    evidence: [{ source: 'registry', says: `${id} said` }],
    remediations: [],
    steps: [],
  };
}

function verdictOf(
  manifest: Pick<ManifestFact, 'attempts' | 'found'>,
  causes: readonly Cause[] = [],
  sought: Partial<Pick<ImageAlone, 'searched' | 'couldNotLook'>> = {},
) {
  const [first = null, ...also] = causes;
  const reached: Reached = { cause: first, also, ruledOut: [], couldNotLook: [] };
  return imageVerdict(
    {
      ...{ found: 'image', subject: { kind: 'image', name: IMAGE }, pull: { image: IMAGE } },
      ...{ searched: 1, couldNotLook: [], ...sought },
    },
    {
      pull: { image: IMAGE },
      results: [],
      answers: known({ manifest: { url: '', ...manifest } }),
      said: [],
      text: null,
      textEvidence: null,
      failing: false,
      node: null,
    },
    reached,
    TOOK,
    'en',
  );
}

const open = {
  who: { kind: 'anonymous' },
  digest: 'sha256:9f2c',
  mediaType: 'index',
  platforms: null,
  blobs: [],
} as const;
const needsLogin = cause('credentials-missing', 'auth');

test('anybody may pull it: healthy', () => {
  const verdict = verdictOf({ attempts: [attempt({ kind: 'anonymous' }, 'found')], found: open });
  expect(verdict).toMatchObject({ outcome: 'healthy', cause: null, next: [] });
  expect(verdict.headline).toContain('by anybody');
});

test('only our own login may: it is there, and pods need a secret', () => {
  const attempts = [attempt({ kind: 'anonymous' }, 'unauthorized'), attempt(OWN, 'found')];
  const verdict = verdictOf({ attempts, found: null }, [needsLogin]);
  expect(verdict).toMatchObject({ outcome: 'healthy', cause: null });
  expect(verdict.headline).toContain('with a login only: `robot$medic`');
  expect(verdict.about.join()).toContain('needs a pull secret for `registry.acme.test`');
  expect(verdict.seen.map(({ says }) => says)).toEqual(['own heard found', 'credentials-missing said']);
});

test('our own login sees that the tag is missing: that is the cause, not the login', () => {
  const attempts = [attempt({ kind: 'anonymous' }, 'unauthorized'), attempt(OWN, 'not-found')];
  const verdict = verdictOf({ attempts, found: null }, [needsLogin, cause('tag-not-found', 'access')]);
  expect(verdict).toMatchObject({ outcome: 'found', cause: { id: 'tag-not-found' }, also: [] });
});

test('near miss: nobody of ours is let in, so the login is what is missing', () => {
  const attempts = [attempt({ kind: 'anonymous' }, 'unauthorized'), attempt(OWN, 'denied')];
  expect(verdictOf({ attempts, found: null }, [needsLogin])).toMatchObject({
    outcome: 'found',
    cause: { id: 'credentials-missing' },
  });
});

test('nothing settled: unclear, without a word of a node or a pod that fails', () => {
  const verdict = verdictOf({ attempts: [], found: null });
  expect(verdict).toMatchObject({ outcome: 'unclear', cause: null });
  expect([verdict.headline, ...verdict.next].join(' ')).not.toMatch(/crictl|on node/);
});

test('what could not be looked at is not said of pods', () => {
  const about = (sought: Parameters<typeof verdictOf>[2]): readonly string[] =>
    verdictOf({ attempts: [], found: open }, [], sought).about;
  expect(about({})).toEqual([expect.stringContaining('no pod here uses it')]);
  expect(about({ searched: 0 })).toEqual([expect.stringContaining('no cluster is configured here')]);
  const couldNotLook = [{ probe: 'pods', why: 'pods is forbidden' }];
  expect(about({ couldNotLook })).toEqual([expect.stringContaining('no pod that could be looked at')]);
});
