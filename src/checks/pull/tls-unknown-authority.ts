import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { hereOrThere } from '../../facts/certificates.ts';
import { hostPort } from '../../facts/manual-steps.ts';
import { onNode } from '../../facts/node-fault.ts';
import { manifest } from '../../probes/manifest.ts';
import { node } from '../../probes/node.ts';
import { type TlsFact, tls } from '../../probes/tls.ts';
import { UNANSWERED } from '../../signs/left-open.ts';

/** Codes that speak of dates, not of trust; tls-expired judges those. */
const ABOUT_DATES: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

interface Untrusted {
  readonly host: string;
  readonly port: number;
  readonly issuer: string;
  readonly trust: string;
  readonly selfSigned: boolean;
  /** Of the pod's node, `containerd://1.7.24`; null: not known. */
  readonly runtime: string | null;
}

export default defineCheck({
  id: 'tls-unknown-authority',
  stage: 'tls',
  // Last of the certificate's faults: see tls-expired.
  severity: 'low',
  rows: ['S3-3', 'S3-4', 'S3-6', 'S1-11'],
  signs: [
    {
      // Pulled inside the guest: its client leaves out why the request failed.
      pattern: /failed to pull manifest[^\n]{0,80}error sending request for url/,
      specimen: 'failed to pull manifest error sending request for url (https://registry.acme.test/v2/)',
      source: 'confidential-containers/guest-components#1033',
      tells: 'suggests',
      orElse: [...UNANSWERED, 'network-reset'],
    },
    {
      // A mirror's: its authority must be trusted, or another mirror named.
      pattern:
        /https?:\/\/(?<host>[^/"\s]{1,253})\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: (?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority[^\n]{0,400}/,
      specimen:
        'failed to do request: Head "https://172.20.1.1:5000/v2/kube-apiserver/manifests/v1.27.0?ns=registry.k8s.io": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      source: 'siderolabs/talos#13013; containerd remotes/docker',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'dns-failure'],
    },
    {
      // Docker takes `*.cert` under certs.d for a client's certificate, `*.crt` for an authority's.
      pattern: /[Mm]issing key \S{1,300} for (?:client )?certificate \S{1,300}/,
      specimen:
        'missing key registry.key for client certificate registry.cert. CA certificates must use the extension .crt',
      source: 'moby daemon/pkg/registry/registry.go',
      tells: 'sure',
    },
    {
      pattern:
        /x509: certificate (?:signed by unknown authority|is not trusted)|certificate signed by unknown authority/,
      specimen:
        'failed to authorize: failed to fetch oauth token: Post "https://gitea.cnoe.localtest.me:8443/v2/token": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      source: 'cnoe-io; Go crypto/x509',
      tells: 'sure',
    },
    {
      pattern:
        /self[- ]signed certificate|unable to get (?:local )?issuer certificate|unable to verify the (?:first|leaf) certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|certificate verify failed/i,
      specimen: 'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      source: 'OpenSSL; Node.js tls',
      tells: 'sure',
    },
    {
      pattern:
        /x509: "?[^"\n]{1,200}"? certificate is not trusted|x509: (?:failed to load system roots|invalid signature: parent certificate cannot sign|certificate is not authorized to sign|issuer name does not match|OSStatus)/,
      specimen:
        'Get "https://harbor.example.com/v2/": x509: failed to load system roots and no roots provided',
      source: 'Go crypto/x509, on Linux and macOS',
      tells: 'sure',
    },
    {
      pattern:
        /remote error: tls: (?:unknown certificate(?: authority)?|bad certificate|certificate required)|tls: (?:client didn't provide a certificate|bad certificate)/,
      specimen: 'Get "https://registry.example.com/v2/": remote error: tls: bad certificate',
      source: 'Go crypto/tls: the server refuses the client’s certificate',
      tells: 'suggests',
      orElse: ['credentials-missing', 'credentials-invalid', 'tls-expired', 'tls-name-mismatch'],
    },
    {
      pattern:
        /(?:SEC_E_UNTRUSTED_ROOT|certificate chain processed, but terminated in a root certificate which is not trusted|crypt_e_no_revocation|x509: certificate (?:is )?revoked)/i,
      specimen:
        'x509: A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.',
      source: 'Go crypto/x509 on Windows',
      tells: 'sure',
    },
    {
      pattern: /invalid peer certificate: UnknownIssuer|: The certificate was not trusted\./,
      specimen: 'client error (Connect): invalid peer certificate: UnknownIssuer',
      source: 'kubewarden/kwctl#1011; rustls/rustls rustls/src/error.rs; macOS Security.framework',
      tells: 'sure',
    },
    {
      // Any other fault of it: a wrong signature, an authority served as a host, a revoked one.
      pattern: /invalid peer certificate: [^\n]{1,120}/,
      specimen: 'client error (Connect): invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))',
      source: 'rustls/rustls rustls/src/error.rs',
      tells: 'suggests',
      orElse: ['tls-name-mismatch', 'tls-expired', 'proxy-misconfigured'],
    },
    {
      pattern:
        /PKIX path building failed|unable to find valid certification path|SSLPeerUnverifiedException: peer not authenticated/,
      specimen:
        'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
      source: 'Java javax.net.ssl',
      tells: 'sure',
    },
    {
      // Jib says the same of a certificate it does not trust and of plain HTTP.
      pattern:
        /Failed to verify the server at \S{1,300} because only secure connections are allowed|InsecureRegistryException|The SSL connection could not be established|[Rr]emote certificate is invalid|peer not authenticated/,
      specimen:
        'Build image failed: Failed to verify the server at https://r.acme.test:5000/v2/ because only secure connections are allowed.',
      source: 'GoogleContainerTools/jib: InsecureRegistryException; GoogleContainerTools/jib#542',
      tells: 'suggests',
      orElse: ['http-https-mismatch', 'tls-name-mismatch', 'tls-expired'],
    },
    {
      // A certificate of another kind than this client takes.
      pattern:
        /failed to load certificate \S{1,300} for \S{1,253}: [^\n]{1,200}|certificate is not standards compliant|x509: (?:unhandled critical extension|certificate specifies an incompatible key usage|too many intermediates[^\n]{0,60})|cannot verify signature: insecure algorithm|failed to parse certificate from server: [^\n]{1,100}|system root pool not available|not authorized to sign for this name: [^\n]{1,200}/,
      specimen:
        'Get "https://r.acme.test/v2/": tls: failed to parse certificate from server: x509: negative serial number',
      source: 'Go crypto/tls, crypto/x509, also on macOS; kaniko pkg/util/transport_util.go',
      tells: 'suggests',
      orElse: ['tls-name-mismatch', 'tls-expired', 'proxy-misconfigured'],
    },
  ],
  needs: { tls },
  uses: { asked: tls, manifest, node },
  onNode: onNode('tls-unknown-authority'),
  judge({ tls: fact }, also): Judgement<Untrusted> {
    const judged = hereOrThere(fact, also, judgeCertificate);
    const runtime = factOf(also.node)?.node.runtime ?? null;
    return judged.outcome === 'fail' ? { ...judged, data: { ...judged.data, runtime } } : judged;
  },
  words: {
    en: {
      title: 'Certificate authority unknown',
      summary: ({ host, issuer, selfSigned, trust }) =>
        selfSigned
          ? `\`${host}\` shows a self-signed certificate, which nobody trusts unless told to.`
          : `The certificate of \`${host}\` is signed by \`${issuer}\`, which is not among the trusted authorities (${trust}).`,
      probably: ({ host }) =>
        `the node does not trust the authority that signed the certificate of ${host ? `\`${host}\`` : 'the registry'}`,
      explains:
        'The chain does not end in an authority the client knows: a private CA not installed on the nodes, a chain sent without its intermediate, or an inspecting proxy that signs with its own CA.',
      steps: ({ data, pull }) => {
        const where = data ? `${data.host}:${data.port}` : hostPort(pull.image);
        const folder = where.replace(/:443$/, '');
        return [
          `See who signed it: \`openssl s_client -connect ${where} -showcerts </dev/null\``,
          `Put the authority’s certificate on each node: containerd \`/etc/containerd/certs.d/${folder}/hosts.toml\` with \`ca = "/path/ca.crt"\`; CRI-O, podman and Docker \`/etc/containers/certs.d/${folder}/ca.crt\` or \`/etc/docker/certs.d/${folder}/ca.crt\`.`,
          `Or trust it in the node’s own store: Debian and Ubuntu \`cp ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates\`; RHEL and CentOS \`cp ca.pem /etc/pki/ca-trust/source/anchors/ && update-ca-trust\`; SUSE \`cp ca.pem /etc/pki/trust/anchors/ && update-ca-certificates\`. Harbor hands its own authority out at \`https://${folder}/api/v2.0/systeminfo/getcert\`.`,
          restartOf(data?.runtime ?? null),
          'If an intermediate is missing, make the server send the full chain. Do not turn verification off.',
        ];
      },
    },
  },
});

/** What has to be restarted, by the runtime of the pod's node where that is known. */
function restartOf(runtime: string | null): string {
  const docker =
    'Docker reads `/etc/docker/certs.d` at each pull, the system’s store only at its start: `systemctl restart docker` (stops its containers unless `live-restore` is set).';
  const containerd =
    'containerd reads `hosts.toml` at each pull and needs no restart; for the system’s store `systemctl restart containerd` (containers go on).';
  const node = `The pod’s node runs \`${runtime ?? ''}\`. `;
  if (runtime?.startsWith('containerd:')) return `${node}${containerd}`;
  return runtime?.startsWith('docker:') ? `${node}${docker}` : `${docker} ${containerd}`;
}

function judgeCertificate(fact: TlsFact, asked: Answer<unknown>): Judgement<Untrusted> {
  if (fact.spoken === 'plain') return { outcome: 'skip', why: 'this registry is spoken to without TLS' };
  if (fact.handshake?.ended !== 'done') return { outcome: 'skip', why: 'no certificate was seen' };
  const { untrusted, chain } = fact.handshake;
  if (untrusted === null) return { outcome: 'pass' };
  if (ABOUT_DATES.has(untrusted))
    return { outcome: 'skip', why: 'its dates are wrong; trust was not decided' };
  const issuer = chain.at(-1)?.issuer ?? 'unknown';
  return {
    outcome: 'fail',
    evidence: [
      quoted(
        `certificate of ${fact.host}:${fact.port}`,
        `${untrusted}; the chain ends in issuer ${issuer}`,
        asked,
      ),
    ],
    data: {
      host: fact.host,
      port: fact.port,
      issuer,
      trust: fact.trust,
      selfSigned: untrusted === 'DEPTH_ZERO_SELF_SIGNED_CERT',
      runtime: null,
    },
  };
}
