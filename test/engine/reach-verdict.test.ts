import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/engine/case.ts';
import type { Check } from '../../src/engine/check.ts';
import type { HostEnding } from '../../src/engine/node-view.ts';
import { reachVerdict } from '../../src/engine/reach-verdict.ts';
import { known, madeCheck } from './made.ts';
import { viewOf } from './made-view.ts';

const dns = madeCheck('dns-failure', 'dns');
const refused = madeCheck('connection-refused', 'network');
const login = madeCheck('credentials-invalid', 'auth');
const tag = madeCheck('tag-not-found', 'content');
const platform = madeCheck('platform-unavailable', 'platform');
const checks = [dns, refused, login, tag, platform];

function caseOf(
  facts: Record<string, string>,
  text?: { cause: Check; sure?: boolean; orElse?: string[] },
): Case {
  const answers = known(facts);
  const said = { source: 'kubelet', says: 'its words', at: '2026-01-01T00:00:00Z' };
  return {
    pull: { image: 'h/shop/cart:1', namespace: 'shop', pod: 'cart-0', container: 'web' },
    results: checks.map((check) => check.run(answers, { image: 'h/shop/cart:1' })),
    answers,
    said: text ? [said] : [],
    text: text
      ? {
          cause: text.cause,
          confidence: text.sure === false ? 'possible' : 'likely',
          alternatives: text.orElse ?? [],
          says: said.says,
          parts: {},
          others: [],
        }
      : null,
    textEvidence: text ? said : null,
    failing: true,
    node: null,
  };
}

const fine = {
  'dns-failure': 'ok',
  'connection-refused': 'ok',
  'credentials-invalid': 'ok',
  'tag-not-found': 'ok',
};

describe('live findings', () => {
  test('the earliest failing stage is the cause, the later one was also seen', () => {
    const reached = reachVerdict(
      caseOf({ ...fine, 'tag-not-found': 'bad', 'credentials-invalid': 'bad' }),
      'en',
    );
    expect(reached.cause).toMatchObject({
      id: 'credentials-invalid',
      confidence: 'confirmed',
      container: 'web',
    });
    expect(reached.also.map(({ id }) => id)).toEqual(['tag-not-found']);
    expect(reached.ruledOut).toEqual(['dns-failure', 'connection-refused']);
  });

  test('the node’s words stand beside the proof', () => {
    const reached = reachVerdict(caseOf({ ...fine, 'tag-not-found': 'bad' }, { cause: tag }), 'en');
    expect(reached.cause?.evidence.map(({ source }) => source)).toEqual(['made', 'kubelet']);
    expect(reached.also).toEqual([]);
  });

  test('a path fault of ours is no cause when the node got further', () => {
    const reached = reachVerdict(caseOf({ 'dns-failure': 'bad' }, { cause: login }), 'en');
    expect(reached.cause).toMatchObject({ id: 'credentials-invalid', confidence: 'likely' });
    expect(reached.couldNotLook[0]?.why).toContain('where the bot stands');
  });

  test('words that could mean several causes, all of them further along, show it as well', () => {
    const said = { cause: login, sure: false, orElse: ['tag-not-found'] };
    const reached = reachVerdict(caseOf({ 'dns-failure': 'bad' }, said), 'en');
    expect(reached.cause).toMatchObject({ id: 'credentials-invalid', confidence: 'possible' });
    expect(reached.couldNotLook[0]?.why).toContain('where the bot stands');
  });

  test.each([
    ['one of them the fault that we see', ['dns-failure']],
    ['one of them unknown here', ['no-such-check']],
    ['a mere circumstance', []],
  ])('near miss: %s, and a path fault that we see stands', (_, orElse) => {
    const said = { cause: login, sure: false, orElse };
    const reached = reachVerdict(caseOf({ 'dns-failure': 'bad' }, said), 'en');
    expect(reached.cause).toMatchObject({ id: 'dns-failure', confidence: 'confirmed' });
  });
});

describe('text', () => {
  test('is likely when nothing contradicts it', () => {
    const reached = reachVerdict(caseOf({ 'dns-failure': 'ok' }, { cause: login }), 'en');
    expect(reached.cause).toMatchObject({ id: 'credentials-invalid', confidence: 'likely' });
  });

  test('that could mean two causes is decided by what was ruled out live', () => {
    const facts = { 'dns-failure': 'ok', 'credentials-invalid': 'ok', 'tag-not-found': 'not asked' };
    const reached = reachVerdict(
      caseOf(facts, { cause: login, sure: false, orElse: ['tag-not-found'] }),
      'en',
    );
    expect(reached.cause).toMatchObject({ id: 'tag-not-found', confidence: 'likely' });
  });

  test('whose first meaning is mended, while the image can be had, is no proof of its other meanings', () => {
    const facts = { ...fine, 'credentials-invalid': 'only text', 'platform-unavailable': 'ok' };
    const said = { cause: tag, sure: false, orElse: ['credentials-invalid'] };
    const { cause } = reachVerdict(caseOf(facts, said), 'en');
    expect(cause).toMatchObject({ id: 'tag-not-found', confidence: 'possible' });
    expect(cause?.summary).toContain('from here every such step works');
    expect(cause?.alternatives).toEqual(['credentials-invalid']);
  });

  test('contradicted by every probe, and another node pulled it meanwhile: local for sure', () => {
    const theCase = { ...caseOf(fine, { cause: refused }), elsewhere: ['worker-1'] };
    expect(reachVerdict(theCase, 'en').cause?.summary).toMatch(
      /while `worker-1` pulled it .* it is local to/,
    );
  });

  test('contradicted by every probe is said to be local, passing or mended', () => {
    const reached = reachVerdict(caseOf(fine, { cause: refused }), 'en');
    expect(reached.cause).toMatchObject({ id: 'connection-refused', confidence: 'possible' });
    expect(reached.cause?.summary).toContain('from here every such step works');
    expect(reached.ruledOut).not.toContain('connection-refused');
  });
});

describe('what the node’s own worker sees', () => {
  const seen = (theCase: Case, ending: HostEnding): Case => {
    const at = '2026-01-01T00:00:00Z';
    const answer = { state: 'known' as const, fact: viewOf(ending), at, ms: 1 };
    return { ...theCase, answers: new Map([...theCase.answers, ['node-view', answer]]) };
  };
  const found: HostEnding = { ended: 'answered', manifest: 'found', says: '200 OK' };

  test('decides a contradiction: it works there as well, so it is over', () => {
    const reached = reachVerdict(seen(caseOf(fine, { cause: refused }), found), 'en');
    expect(reached.cause).toMatchObject({ id: 'connection-refused', confidence: 'possible' });
    expect(reached.cause?.summary).toContain('it works, from here and from `worker-3` itself');
  });

  test('near miss: a registry that only wants a login there says nothing about the text’s login fault', () => {
    const wants: HostEnding = { ended: 'answered', manifest: 'login-needed', says: '401 Unauthorized' };
    const reached = reachVerdict(seen(caseOf(fine, { cause: login }), wants), 'en');
    expect(reached.cause?.summary).toContain('from here every such step works');
  });

  test('makes a path fault that only we have a blind spot', () => {
    const reached = reachVerdict(seen(caseOf({ 'dns-failure': 'bad' }), found), 'en');
    expect(reached.cause).toBeNull();
    expect(reached.couldNotLook[0]?.why).toContain('where the bot stands');
  });

  test('does not when it fails there too', () => {
    const fails: HostEnding = { ended: 'dns', code: 'ENOTFOUND', says: 'no such host' };
    const reached = reachVerdict(seen(caseOf({ 'dns-failure': 'bad' }), fails), 'en');
    expect(reached.cause).toMatchObject({ id: 'dns-failure', confidence: 'confirmed' });
  });
});

describe('not knowing', () => {
  test('is listed, and no cause is made of it', () => {
    const theCase = caseOf({});
    const unknown = (why: string) => ({ state: 'unknown' as const, why, ms: 1 });
    const answers = new Map([
      ['dns', unknown('forbidden')],
      ['node-view', unknown('no worker runs there')],
    ]);
    const reached = reachVerdict({ ...theCase, answers, node: 'worker-3' }, 'en');
    expect(reached.cause).toBeNull();
    expect(reached.ruledOut).toEqual([]);
    expect(reached.couldNotLook.map(({ probe }) => probe)).toEqual(['dns', 'node-view']);
  });
});
