import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { quoted } from '../../facts/answered.ts';
import { hereOrThere } from '../../facts/certificates.ts';
import { hostPort } from '../../facts/manual-steps.ts';
import { onNode } from '../../facts/node-fault.ts';
import { manifest } from '../../probes/manifest.ts';
import { type TlsFact, tls } from '../../probes/tls.ts';

interface Misnamed {
  readonly host: string;
  readonly port: number;
  readonly names: readonly string[];
}

export default defineCheck({
  id: 'tls-name-mismatch',
  stage: 'tls',
  // After tls-expired and before tls-unknown-authority: see tls-expired.
  severity: 'medium',
  rows: ['S3-5'],
  signs: [
    {
      pattern:
        /x509: cannot validate certificate for (?<host>\S{1,253}) because it doesn't contain any IP SANs/,
      specimen:
        "Get https://172.30.241.235:5000/v1/_ping: x509: cannot validate certificate for 172.30.241.235 because it doesn't contain any IP SANs",
      source: 'openshift build; Go crypto/x509',
      tells: 'sure',
    },
    {
      pattern:
        /x509: certificate is (?:valid for [^\n]{1,500}?, not (?!(?:(?:registry-1|auth|index)\.docker\.io|(?:cdn\d{0,3}\.)?quay\.io|ghcr\.io|(?:[\w-]{1,10}\.)?gcr\.io|registry\.k8s\.io|registry\.gitlab\.com|public\.ecr\.aws|mcr\.microsoft\.com|registry\.(?:access\.)?redhat\.(?:com|io)|production\.cloudflare\.docker\.com)(?![\w-]|\.[\w-]))(?<host>[^\s"]{1,253})|not valid for any names[^\n]{0,200})/,
      specimen:
        'failed to do request: Head "https://harbor.example.com/v2/p/app/manifests/1": tls: failed to verify certificate: x509: certificate is valid for ingress.local, not harbor.example.com',
      source: 'Go crypto/x509',
      tells: 'sure',
    },
    {
      // Another site's certificate for a public registry: the name leads astray.
      pattern:
        /x509: certificate is valid for [^\n]{1,500}?, not (?<host>(?:(?:registry-1|auth|index)\.docker\.io|(?:cdn\d{0,3}\.)?quay\.io|ghcr\.io|(?:[\w-]{1,10}\.)?gcr\.io|registry\.k8s\.io|registry\.gitlab\.com|public\.ecr\.aws|mcr\.microsoft\.com|registry\.(?:access\.)?redhat\.(?:com|io)|production\.cloudflare\.docker\.com))(?![\w-]|\.[\w-])/,
      specimen:
        'Get "https://registry-1.docker.io/v2/": x509: certificate is valid for *.facebook.com, facebook.com, not registry-1.docker.io',
      source: 'docker engine behind a poisoned resolver',
      tells: 'suggests',
      orElse: ['dns-failure', 'proxy-misconfigured', 'tls-unknown-authority', 'mirror-misconfigured'],
    },
    {
      pattern: /x509: certificate relies on legacy Common Name field, use SANs/,
      specimen:
        'Get "https://harbor.example.com/v2/": x509: certificate relies on legacy Common Name field, use SANs instead',
      source: 'Go crypto/x509 from 1.15 on',
      tells: 'sure',
    },
    {
      pattern:
        /ERR_TLS_CERT_ALTNAME_INVALID|No subject alternative (?:DNS )?names? (?:matching|present)|Hostname mismatch, certificate is not valid for|Hostname\/IP does not match certificate|no alternative certificate subject name matches|SSL: certificate subject name|certificate is not valid for (?:requested )?(?:host)?name|certificate name does not match input/i,
      specimen:
        "curl: (60) SSL: no alternative certificate subject name matches target host name 'harbor.example.com'",
      source: 'curl; Node.js tls; Go crypto/tls',
      tells: 'sure',
    },
    {
      pattern:
        /invalid peer certificate: (?:NotValidForName|certificate not valid for name[^\n]{0,400})|remote certificate is invalid[^\n]{0,200}\bRemoteCertificateNameMismatch/,
      specimen: 'client error (Connect): invalid peer certificate: NotValidForName',
      source:
        'rustls/rustls rustls/src/error.rs (kwctl, spin, wasmCloud); dotnet/runtime System.Net.Security',
      tells: 'sure',
    },
    {
      // The server knows of no site of this name; a port of both sorts may serve plain HTTP for it.
      pattern:
        /remote error: tls: unrecognized name|TLSV1_UNRECOGNIZED_NAME|unrecognized_name|received fatal alert: Unrecogni[sz]edName/,
      specimen:
        'pinging container registry 192.0.2.17:8082: Get "https://192.0.2.17:8082/v2/": remote error: tls: unrecognized name',
      source: 'jfrog/jfrog-cli#2725; Go crypto/tls; OpenSSL and Java wordings',
      tells: 'suggests',
      orElse: ['http-https-mismatch', 'dns-failure', 'proxy-misconfigured', 'registry-unavailable'],
    },
  ],
  needs: { tls },
  uses: { asked: tls, manifest },
  onNode: onNode('tls-name-mismatch'),
  judge: ({ tls: fact }, also) => hereOrThere(fact, also, judgeCertificate),
  words: {
    en: {
      title: 'Certificate is for another name',
      summary: ({ host, names }) =>
        names.length === 0
          ? `The certificate of \`${host}\` names no host at all, so no client accepts it for \`${host}\`.`
          : `The certificate of \`${host}\` is for ${names.map((name) => `\`${name}\``).join(', ')}, not for \`${host}\`.`,
      probably: ({ host }) =>
        `the certificate is not for ${host ? `\`${host}\`` : 'the name or address that is used'}`,
      explains:
        'The server shows a certificate whose list of names (subjectAltName) lacks the host in the image. Usually the registry is addressed by an alias or bare IP, or an ingress answers with its default certificate.',
      steps: ({ data, pull }) => {
        const where = data ? `${data.host}:${data.port}` : hostPort(pull.image);
        return [
          `See which names it has: \`openssl s_client -connect ${where} -servername ${where.replace(/:\d{1,5}$/, '')} </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName\``,
          data?.names[0]
            ? `Use a name it has, such as \`${data.names[0]}\`, in the image; or issue a certificate that also lists \`${data.host}\`.`
            : 'Use a name the certificate has, or issue one that lists the name in use.',
          'Importing it as trusted does not help: browsers and clients read the names in subjectAltName alone, not the common name.',
          'Behind an ingress: check that its TLS section names this host and that the secret exists, else the default certificate is served.',
        ];
      },
    },
  },
});

function judgeCertificate(fact: TlsFact, asked: Answer<unknown>): Judgement<Misnamed> {
  if (fact.spoken === 'plain') return { outcome: 'skip', why: 'this registry is spoken to without TLS' };
  if (fact.handshake?.ended !== 'done') return { outcome: 'skip', why: 'no certificate was seen' };
  const { mismatch, chain } = fact.handshake;
  if (mismatch === null) return { outcome: 'pass' };
  return {
    outcome: 'fail',
    evidence: [quoted(`certificate of ${fact.host}:${fact.port}`, mismatch, asked)],
    data: { host: fact.host, port: fact.port, names: chain[0]?.names.slice(0, 5) ?? [] },
  };
}
