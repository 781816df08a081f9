/** A real nginx with a small `client_max_body_size`: a real upload is refused, and its words are asked about. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks } from '../checks/all-checks.ts';
import { describeWith } from '../setup/part.ts';
import type { Hole } from '../setup/registry-lab/holes.ts';
import { startNginx } from '../setup/registry-lab/nginx.ts';

describeWith('nginx', 'a proxy that takes small bodies only', (path) => {
  let nginx: Hole;
  beforeAll(async () => {
    const server = 'client_max_body_size 1k; location / { return 202; }';
    nginx = await startNginx(path, { server });
  });
  afterAll(() => nginx?.stop());

  async function upload(bytes: number): Promise<{ readonly status: number; readonly body: string }> {
    const url = `http://127.0.0.1:${nginx.port}/v2/shop/cart/blobs/uploads/1`;
    const answer = await fetch(url, { method: 'PATCH', body: Buffer.alloc(bytes, 1) });
    return { status: answer.status, body: await answer.text() };
  }
  /** As docker prints an answer that is no JSON. */
  const printed = ({ status, body }: Awaited<ReturnType<typeof upload>>): string =>
    `error parsing HTTP ${status} response body: invalid character '<' looking for beginning of value: ${JSON.stringify(body)}`;

  test('a layer beyond it is refused with 413, which is the proxy’s limit', async () => {
    const refused = await upload(10_000);
    expect(refused).toMatchObject({ status: 413, body: expect.stringContaining('nginx') });
    const { cause } = judgeText(printed(refused), allChecks, { op: 'push' });
    expect(cause?.id).toBe('proxy-misconfigured');
    expect(cause?.stepsFromText({ image: 'harbor.acme.test/shop/cart:1' }, 'en').join('\n')).toContain(
      'client_max_body_size',
    );
  });

  test('near miss: a small one is taken', async () => {
    expect((await upload(100)).status).toBe(202);
  });
});
