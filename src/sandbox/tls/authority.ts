/** Certificate authorities made on the spot, so that no TLS fault needs openssl on the machine. */
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
// @peculiar/x509 needs this polyfill first.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as Crypto);

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

export interface Leaf {
  /** The leaf, then the authority: what a server sends. */
  readonly certPem: string;
  readonly keyPem: string;
}

export interface LeafRequest {
  /** DNS names and IP addresses for the subjectAltName; the first is the common name. */
  readonly names: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Absent: a server alone. `both`: one that also shows it where it connects, as nodes do among each other. */
  readonly shownBy?: 'server' | 'both';
}

export interface Authority {
  readonly certPem: string;
  issue(request: LeafRequest): Promise<Leaf>;
}

/** A self-signed authority, valid for ten years. */
export async function createAuthority(commonName: string): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}`,
    serialNumber: serial(),
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 3650 * DAY_MS),
    signingAlgorithm: EC,
    keys: keys as CryptoKeyPair,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certPem: root.toString('pem'), issue: (request) => issue(root, keys as CryptoKeyPair, request) };
}

async function issue(
  root: x509.X509Certificate,
  rootKeys: CryptoKeyPair,
  { names, notBefore, notAfter, shownBy = 'server' }: LeafRequest,
): Promise<Leaf> {
  const keys = (await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify'])) as CryptoKeyPair;
  const cert = await x509.X509CertificateGenerator.create({
    subject: `CN=${names[0] ?? 'unnamed'}`,
    issuer: root.subject,
    serialNumber: serial(),
    notBefore: notBefore ?? new Date(Date.now() - DAY_MS),
    notAfter: notAfter ?? new Date(Date.now() + 90 * DAY_MS),
    signingAlgorithm: EC,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        ...(shownBy === 'both' ? [x509.ExtendedKeyUsage.clientAuth] : []),
      ]),
    ],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const body = der.toString('base64').replace(/(.{64})/g, '$1\n');
  return {
    certPem: `${cert.toString('pem')}\n${root.toString('pem')}\n`,
    keyPem: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
  };
}

function serial(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex');
}
