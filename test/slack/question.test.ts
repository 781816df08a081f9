import { expect, test } from 'vitest';
import type { Question } from '../../src/engine/question.ts';
import { questionTitle } from '../../src/slack/question.ts';

test.each<[Question, string]>([
  [{ kind: 'push', image: 'a.acme.test/b:1' }, 'Why can `a.acme.test/b:1` not be pushed?'],
  [{ kind: 'push', image: 'a`b' }, "Why can `a'b` not be pushed?"],
  [{ kind: 'login', registry: 'harbor' }, 'Why does a login to `harbor` fail?'],
  [
    { kind: 'login', registry: 'harbor', user: 'robot$shop+ci' },
    'Why does the login of `robot$shop+ci` to `harbor` fail?',
  ],
])('%j', (question, title) => {
  expect(questionTitle(question)).toBe(title);
});
