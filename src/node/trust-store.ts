/** The authorities that the node's runtime believes: where Go's crypto/x509 looks on Linux (root_linux.go). */
import { X509Certificate } from 'node:crypto';
import type { NodeFiles } from './root.ts';

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
/** Single certificates in these count besides the bundle. */
const FOLDERS = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

export interface SystemTrust {
  /** The bundle that was read; null: none, and nothing can be said of trust. */
  readonly from: string | null;
  readonly certificates: readonly string[];
}

export async function readSystemTrust(files: NodeFiles): Promise<SystemTrust> {
  for (const path of BUNDLES) {
    const certificates = await readPem(files, path);
    if (certificates.length === 0) continue;
    const others = await Promise.all(FOLDERS.map((folder) => looseCertificates(files, folder, path)));
    return { from: path, certificates: [...new Set([...certificates, ...others.flat()])] };
  }
  return { from: null, certificates: [] };
}

/** The certificates of a PEM file that can be read; a broken one is left out, as Go leaves it out. */
export async function readPem(files: NodeFiles, path: string): Promise<readonly string[]> {
  const text = (await files.text(path)) ?? '';
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.filter(isCertificate);
}

async function looseCertificates(
  files: NodeFiles,
  folder: string,
  bundle: string,
): Promise<readonly string[]> {
  // Names like `1f58a078.0` are OpenSSL's links to what the others hold.
  const names = (await files.list(folder)).filter(
    (name) => /\.(crt|pem)$/.test(name) && `${folder}/${name}` !== bundle,
  );
  return (await Promise.all(names.map((name) => readPem(files, `${folder}/${name}`)))).flat();
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).serialNumber !== '';
  } catch {
    return false;
  }
}
