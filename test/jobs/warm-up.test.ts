import { expect, test, vi } from 'vitest';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import { NetworkConfig } from '../../src/config.ts';
import { judgeText } from '../../src/engine/text/judge.ts';
import { likelySigns } from '../../src/engine/text/likely-signs.ts';
import { checksOfPulls } from '../../src/jobs/checks-of-pulls.ts';
import { warmUp } from '../../src/jobs/warm-up.ts';
import { allChecks } from '../checks/all-checks.ts';

const SAYS =
  'failed to resolve reference "harbor.acme.test/shop/cart:1": harbor.acme.test/shop/cart:1: not found';

function network() {
  return createNetworkAsker({
    file: { network: NetworkConfig.parse({}), registries: [] },
    secret: () => undefined,
  });
}

test('the very first text goes through the sieve, and is judged as without', () => {
  const checks = [...allChecks];
  const all = checks.flatMap(({ signs }) => signs).length;
  warmUp({ checks, network: network() });
  expect(likelySigns(SAYS, checksOfPulls(checks)).length).toBeLessThan(all / 4);
  const warm = judgeText(SAYS, checksOfPulls(checks), { op: 'pull' });
  expect(warm.cause?.id).toBe(judgeText(SAYS, [...checksOfPulls(checks)], { op: 'pull' }).cause?.id);
  expect(warm.cause).not.toBeNull();
});

test('the network makes ready what it has to', () => {
  const prepare = vi.fn();
  warmUp({ checks: [...allChecks], network: { ...network(), prepare } });
  expect(prepare).toHaveBeenCalledOnce();
});
