import { expect, test } from 'vitest';
import { harborRightsOf } from '../../../src/engine/harbor/right.ts';
import type { Remediation } from '../../../src/engine/remediation.ts';
import { loadFolder } from '../../../src/load.ts';
import { HARBOR_WRITES } from '../../../src/sandbox/world/logins.ts';

test('the robot that writes may what the fixes write, and nothing else', async () => {
  const remediations = await loadFolder<Remediation>(new URL('../../../src/remediations/', import.meta.url));
  expect(HARBOR_WRITES).toEqual(harborRightsOf(remediations));
});
