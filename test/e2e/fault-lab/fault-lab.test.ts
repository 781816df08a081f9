/** Every fault that can be staged, staged for real: the verdict is the planted cause, as sure as it can be. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageOrder } from '../../../src/engine/stage.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import type { Surroundings } from '../../../src/jobs/surroundings.ts';
import { checkOf } from '../../checks/all-checks.ts';
import { describeWith } from '../../setup/part.ts';
import { PUSHER } from '../../setup/registry-lab/push-login.ts';
import { LAB_PASSWORD } from '../../setup/registry-lab/registry-settings.ts';
import { askWhy, suffer, surroundingsOf } from './ask.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { type Ground, startGround } from './ground.ts';
import { HARBOR_OWN } from './harbor-lab.ts';
import { type Row, tableOf } from './table.ts';

/** Steps of the path, in its order: a confirmed later cause rules the earlier ones out. */
const PATH = [
  'image-name-invalid',
  'dns-failure',
  'network-unreachable',
  'connection-refused',
  'connection-timeout',
  'tls-unknown-authority',
  'tls-name-mismatch',
  'tls-expired',
];

describeWith('docker-registry', 'the fault lab', (registry) => {
  describeWith('nginx', 'with nginx', (nginx) => {
    let ground: Ground | undefined;
    let base: Surroundings | undefined;
    const rows: Row[] = [];
    beforeAll(async () => {
      ground = await startGround({ registry, nginx });
      base = await surroundingsOf(ground);
    });
    afterAll(async () => {
      const order = FAULTS.map(({ id }) => id);
      rows.sort((a, b) => order.indexOf(a.fault) - order.indexOf(b.fault));
      process.stdout.write(`\n${tableOf(rows)}\n`);
      await ground?.stop();
    });

    describe.concurrent('each fault', { timeout: 120_000 }, () => {
      test.each(FAULTS)('$id is $cause', async (fault) => {
        if (!ground || !base) throw new Error('the ground was not laid');
        const name = fault.id
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '');
        const suffering = await fault.stage(ground);
        await suffer(ground, name, suffering);
        const asked = await askWhy(ground, base, name, suffering);
        rows.push({ fault: fault.id, ...asked });
        expectVerdict(fault, asked.verdict);
        const secrets = [...ground.passwords, LAB_PASSWORD, PUSHER.password, HARBOR_OWN.password];
        for (const secret of secrets) expect(JSON.stringify(asked.verdict)).not.toContain(secret);
      });
    });
  });
});

function expectVerdict(fault: Fault, verdict: Verdict): void {
  const { cause, confidence = 'confirmed', also = [], never = [], says } = fault;
  const brief = { cause: verdict.cause?.id, confidence: verdict.cause?.confidence };
  expect(brief, verdict.headline).toEqual({ cause, confidence });
  expect(verdict.cause?.evidence.length).toBeGreaterThan(0);
  const stage = checkOf(cause).stage;
  // Where no TLS is spoken nothing is said of certificates.
  const path = fault.spoken === 'plain' ? PATH.filter((id) => !id.startsWith('tls-')) : PATH;
  const earlier = path.filter((id) => stageOrder(checkOf(id).stage) < stageOrder(stage));
  const ruledOut =
    confidence === 'confirmed' ? [...earlier, ...(fault.ruledOut ?? [])] : (fault.ruledOut ?? []);
  expect(verdict.ruledOut).toEqual(expect.arrayContaining([...ruledOut]));
  const others = verdict.also.map(({ id }) => id);
  expect(others).toEqual(expect.arrayContaining([...also]));
  for (const id of never) expect(others).not.toContain(id);
  if (says) expect(JSON.stringify(verdict)).toMatch(says);
}
