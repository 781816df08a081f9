/** What a certificate says of itself, and whether it is for a name, judged as Go's crypto/x509 judges. */
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Certificate } from '../../engine/registry.ts';

/** The chain as the server sent it, leaf first. */
export function chainOf(leaf: X509Certificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (
    let each: X509Certificate | undefined = leaf;
    each && chain.length < 16;
    each = each.issuerCertificate
  ) {
    if (chain.at(-1)?.fingerprint256 === each.fingerprint256) break;
    chain.push(each);
  }
  return chain;
}

export function readCertificate(certificate: X509Certificate): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    names: namesOf(certificate),
    fingerprint256: certificate.fingerprint256,
  };
}

/** Null when the certificate is for this host; else why not, in the words of Go's crypto/x509. */
export function mismatchOf(leaf: X509Certificate, host: string): string | null {
  const names = namesOf(leaf);
  const [addresses, domains] = [names.filter((name) => isIP(name)), names.filter((name) => !isIP(name))];
  if (isIP(host)) {
    if (leaf.checkIP(host)) return null;
    if (addresses.length === 0)
      return `cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
    return `certificate is valid for ${addresses.join(', ')}, not ${host}`;
  }
  if (leaf.checkHost(host, { subject: 'never', wildcards: true, partialWildcards: false })) return null;
  if (domains.length > 0) return `certificate is valid for ${domains.join(', ')}, not ${host}`;
  if (names.length === 0 && /(^|\n)CN=/.test(leaf.subject))
    return 'certificate relies on legacy Common Name field, use SANs instead';
  return `certificate is not valid for any names, but wanted to match ${host}`;
}

/** `DNS:a.test, IP Address:10.0.0.1, URI:…` → names and addresses. */
function namesOf(certificate: X509Certificate): readonly string[] {
  const entries = certificate.subjectAltName?.split(', ') ?? [];
  return entries.flatMap((entry) => {
    const [, name] = /^(?:DNS|IP Address):"?([^"]+)"?$/.exec(entry) ?? [];
    return name ? [name] : [];
  });
}

function oneLine(name: string): string {
  return name ? name.split('\n').join(', ') : '(no name)';
}
