/** Whose certificates are believed: the system's authorities and the configured CA files. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ConfigError } from '../../config.ts';

export interface Trust {
  /** `system`, or `system` and the names of the CA files besides. */
  readonly name: string;
  context(): SecureContext;
  /** Null when some authority vouches for the chain, dates aside; else Node's code for why not. */
  vouches(chain: readonly X509Certificate[]): string | null;
}

/** Trust in the system's authorities and in PEM files, which are read at once. Throws ConfigError. */
export function createTrust(files: readonly string[]): Trust {
  const own = files.flatMap(readAuthorities);
  return createTrustIn(['system', ...files.map((file) => basename(file))].join(' + '), () =>
    authorities(own),
  );
}

/** Trust in these certificates alone, PEM each. */
export function createTrustIn(name: string, believed: () => readonly string[]): Trust {
  let made: SecureContext | null = null;
  let parsed: ReadonlyMap<string, readonly X509Certificate[]> | null = null;
  const issuersOf = (certificate: X509Certificate): readonly X509Certificate[] => {
    parsed ??= Map.groupBy(believed().flatMap(parseCertificate), ({ subject }) => subject);
    return parsed.get(certificate.issuer) ?? [];
  };
  return {
    name,
    // Parses every authority, some tens of milliseconds: made when first needed, then kept.
    context() {
      made ??= createSecureContext({ ca: [...believed()], minVersion: 'TLSv1.2' });
      return made;
    },
    vouches: (chain) => walk(chain, issuersOf),
  };
}

function authorities(own: readonly string[]): readonly string[] {
  return [...new Set([...getCACertificates('default'), ...systemAuthorities(), ...own])];
}

function walk(
  chain: readonly X509Certificate[],
  issuersOf: (certificate: X509Certificate) => readonly X509Certificate[],
): string | null {
  let current = chain[0];
  for (let depth = 0; current && depth < 10; depth++) {
    const certificate: X509Certificate = current;
    const issued = (issuer: X509Certificate): boolean =>
      certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
    if (issuersOf(certificate).some(issued)) return null;
    if (issued(certificate)) return depth === 0 ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'SELF_SIGNED_CERT_IN_CHAIN';
    current = chain.find((each) => each !== certificate && issued(each));
  }
  return chain.length > 1 ? 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
}

function systemAuthorities(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    // Without a system store the authorities that Node brings along remain.
    return [];
  }
}

function readAuthorities(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`cannot read the CA file \`${file}\`; write the path of a PEM file`, {
      cause: error,
    });
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0 || found.some((pem) => parseCertificate(pem).length === 0))
    throw new ConfigError(`the CA file \`${file}\` holds no PEM certificate; convert it to PEM`);
  return found;
}

function parseCertificate(pem: string): readonly X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}
