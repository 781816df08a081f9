/** Which of all checks a certain cause waits for: slow questions of no bearing on it hold nothing back. */
import { expect, test } from 'vitest';
import { gather } from '../../src/engine/gather.ts';
import type { HttpEnding, HttpQuestion } from '../../src/engine/registry.ts';
import { askLiterally, said } from '../probes/literal-network.ts';
import { allChecks } from './all-checks.ts';

const NEVER = new Promise<never>(() => {});
const CHALLENGE = { 'www-authenticate': 'Basic realm="x"' };

/** The causes found, with questions like `hangs` never answered. */
async function found(answer: (question: HttpQuestion) => HttpEnding, hangs: RegExp) {
  const { asking, pull, asked } = askLiterally((question) =>
    hangs.test(question.url) ? NEVER : answer(question),
  );
  const { results } = await gather(asking, allChecks, [], pull);
  const causes = results.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check.id);
  return { causes, hung: asked.filter(({ url }) => hangs.test(url)).length };
}

test('a missing login ends it without one question for a layer', async () => {
  expect(await found(() => said(401, '', CHALLENGE), /\/blobs\//)).toEqual({
    causes: ['credentials-missing'],
    hung: 0,
  });
});

test('a registry that is no registry ends it without one for tags or layers', async () => {
  const page = said(200, '<html>', { 'content-type': 'text/html' });
  const { causes, hung } = await found(() => page, /\/blobs\/|\/tags\//);
  expect(causes).toContain('proxy-misconfigured');
  expect(hung).toBe(0);
});
