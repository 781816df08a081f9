import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NetworkConfig } from '../../src/config.ts';
import { challenge } from '../../src/probes/challenge.ts';
import { tls } from '../../src/probes/tls.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type Hole, startCutter, startMute, startSaying } from '../setup/registry-lab/holes.ts';
import { type Lab, type LabOptions, startLab } from '../setup/registry-lab/lab.ts';
import { startNginx } from '../setup/registry-lab/nginx.ts';

describeWith('docker-registry', 'a real registry behind real TLS', (path) => {
  const cases = ['good', 'unknown-authority', 'wrong-name', 'expired', 'plain'] as const;
  const labs = new Map<LabOptions['tls'], Lab>();
  beforeAll(async () => {
    const started = await Promise.all(cases.map((each) => startLab(path, { tls: each })));
    started.forEach((lab, at) => void labs.set(cases[at], lab));
  });
  afterAll(() => Promise.all([...labs.values()].map((lab) => lab.stop())));

  function lab(kind: LabOptions['tls']): Lab {
    const found = labs.get(kind);
    if (!found) throw new Error(`no lab ${kind}`);
    return found;
  }

  async function ask(kind: LabOptions['tls'], change = {}, host?: string) {
    const { domain, port, config } = lab(kind);
    const asking = askProbes(config(change), { image: `${host ? `${host}:${port}` : domain}/shop/cart` });
    const [fact, next] = [await asking.fact(tls), await asking.ask(challenge)];
    await asking.close();
    return { fact, next: next.state };
  }

  test('a good certificate is trusted, for this name and in date', async () => {
    const { fact, next } = await ask('good');
    expect(fact).toMatchObject({
      spoken: 'tls',
      trust: 'system + ca.pem',
      handshake: { ended: 'done', untrusted: null, mismatch: null, protocol: 'TLSv1.3' },
    });
    expect(next).toBe('known');
  });

  test('the chain is read, leaf first, as sent', async () => {
    const { fact } = await ask('good');
    if (fact.handshake?.ended !== 'done') throw new Error('no handshake');
    expect(fact.handshake.chain.map(({ subject, issuer, names }) => ({ subject, issuer, names }))).toEqual([
      {
        subject: 'CN=registry.acme.test',
        issuer: 'CN=Acme Test Authority',
        names: ['registry.acme.test', '127.0.0.1'],
      },
      { subject: 'CN=Acme Test Authority', issuer: 'CN=Acme Test Authority', names: [] },
    ]);
  });

  test('a chain of a stranger is not trusted, and the pull stops there', async () => {
    const { fact, next } = await ask('unknown-authority');
    expect(fact).toMatchObject({
      handshake: { ended: 'done', untrusted: 'SELF_SIGNED_CERT_IN_CHAIN', mismatch: null },
    });
    expect(next).toBe('unreached');
  });

  test('a good chain is not trusted either where its authority is not configured', async () => {
    const { fact } = await ask('good', { registry: null });
    expect(fact).toMatchObject({ trust: 'system', handshake: { untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' } });
  });

  test('a certificate for another name is trusted and a mismatch', async () => {
    const { fact, next } = await ask('wrong-name');
    expect(fact).toMatchObject({
      handshake: {
        untrusted: null,
        mismatch: 'certificate is valid for other.acme.test, not registry.acme.test',
      },
    });
    expect(next).toBe('unreached');
  });

  test('an address needs an address in the certificate', async () => {
    const change = { network: { allowAddresses: ['127.0.0.0/8'] }, registry: { host: '127.0.0.1' } };
    const { fact } = await ask('wrong-name', change, '127.0.0.1');
    expect(fact).toMatchObject({
      handshake: {
        mismatch: "cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
      },
    });
    const { port } = lab('good');
    const good = await ask('good', { registry: { host: `127.0.0.1:${port}` } }, '127.0.0.1');
    expect(good.fact).toMatchObject({ handshake: { untrusted: null, mismatch: null } });
  });

  test('an expired certificate of a trusted authority is in no other way at fault', async () => {
    const { fact, next } = await ask('expired');
    if (fact.handshake?.ended !== 'done') throw new Error('no handshake');
    expect(fact.handshake).toMatchObject({ untrusted: null, mismatch: null });
    expect(new Date(fact.handshake.chain[0]?.validTo ?? '').getTime()).toBeLessThan(Date.now());
    expect(next).toBe('unreached');
  });

  test('expired and of a stranger: both are told, the date does not hide the authority', async () => {
    const { fact } = await ask('expired', { registry: null });
    expect(fact).toMatchObject({ handshake: { untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' } });
  });

  test('a registry without TLS where TLS is expected speaks HTTP', async () => {
    const { fact, next } = await ask('plain', { registry: { plainHttp: false } });
    expect(fact).toMatchObject({ spoken: 'tls', handshake: { ended: 'not-tls', speaksHttp: true } });
    expect(next).toBe('unreached');
  });

  test('a registry configured for plain HTTP is spoken to plainly', async () => {
    const { fact, next } = await ask('plain');
    expect(fact).toMatchObject({ spoken: 'plain', handshake: null });
    expect(next).toBe('known');
  });

  test('localhost is tried with TLS and falls back to plain HTTP, as containerd does', async () => {
    const plain = await ask('plain', { registry: null }, 'localhost');
    expect(plain.fact).toMatchObject({ spoken: 'plain', handshake: null });
    expect(plain.next).toBe('known');
    const secure = await ask('good', { registry: null }, 'localhost');
    expect(secure.fact).toMatchObject({ spoken: 'tls', handshake: { ended: 'done' } });
  });
});

describe('ports that are no TLS', () => {
  async function ask(start: () => Promise<Hole>, network: object = {}) {
    const hole = await start();
    const asking = askProbes(bare(network), { image: `127.0.0.1:${hole.port}/shop/cart` });
    try {
      return (await asking.fact(tls)).handshake;
    } finally {
      await asking.close();
      await hole.stop();
    }
  }

  test('a port that says nothing times out in the handshake', async () => {
    expect(await ask(startMute, { connectMs: 400 })).toMatchObject({
      ended: 'timeout',
      says: expect.stringContaining('did not answer the TLS handshake within 0.4 s'),
    });
  });

  test('a port that cuts the greeting is a reset', async () => {
    expect(await ask(startCutter)).toMatchObject({ ended: 'reset' });
  });

  test('a port that speaks something else is no TLS and no HTTP', async () => {
    expect(await ask(() => startSaying('SSH-2.0-OpenSSH_9.2p1\r\n'))).toMatchObject({
      ended: 'not-tls',
      speaksHttp: false,
    });
  });

  test('a TLS alert is a failed handshake in the words of the alert', async () => {
    // Handshake failure (40), fatal (2), in a TLS 1.2 record.
    const alert = String.fromCharCode(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28);
    expect(await ask(() => startSaying(alert))).toMatchObject({
      ended: 'failed',
      says: expect.stringContaining('handshake failure'),
    });
  });
});

describeWith('nginx', 'a real nginx', (path) => {
  test('plain HTTP where TLS is expected', async () => {
    const nginx = await startNginx(path, { server: 'location / { return 200; }' });
    const asking = askProbes(bare(), { image: `registry.acme.test:${nginx.port}/cart` });
    const handshake = await asking.network.handshake({ host: '127.0.0.1', port: nginx.port });
    expect(handshake).toMatchObject({ ended: 'not-tls', speaksHttp: true });
    await asking.close();
    await nginx.stop();
  });
});

/** No registry configured, loopback allowed, this host's resolver. */
function bare(more: object = {}) {
  const network = NetworkConfig.parse({ allowAddresses: ['127.0.0.0/8'], ...more });
  return { file: { clusters: [], registries: [], network }, secret: () => undefined };
}
