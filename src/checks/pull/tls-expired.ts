import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import type { Certificate, Handshake } from '../../engine/registry.ts';
import { quoted } from '../../facts/answered.ts';
import { hereOrThere } from '../../facts/certificates.ts';
import { hostPort } from '../../facts/manual-steps.ts';
import { onNode } from '../../facts/node-fault.ts';
import { manifest } from '../../probes/manifest.ts';
import { type TlsFact, tls } from '../../probes/tls.ts';

interface OutOfDate {
  readonly host: string;
  readonly port: number;
  readonly subject: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly leaf: boolean;
  /** Not valid yet. */
  readonly early: boolean;
}

/*
 * Several faults of one certificate are told in the order Go's verifier meets them, which is also the order
 * in which they must be mended: dates, then name, then authority. The severities say so to the engine.
 */
export default defineCheck({
  id: 'tls-expired',
  stage: 'tls',
  severity: 'high',
  signs: [
    {
      pattern:
        /certificate has expired(?: or is not yet valid)?(?:: current time \S{1,40} is (?:after|before) \S{1,40})?|certificate (?:is )?not yet valid|certificate is expired/i,
      specimen:
        'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2025-06-12T03:05:25Z is after 2025-06-07T05:48:45Z',
      source: 'GoogleCloudPlatform/horizon-sdv#8; Go crypto/x509',
      tells: 'sure',
    },
    {
      pattern:
        /CERT_HAS_EXPIRED|CertificateExpiredException|CertificateNotYetValidException|CERT_NOT_YET_VALID|remote error: tls: expired certificate|certificate expired/,
      specimen: 'remote error: tls: expired certificate',
      source: 'Node.js tls; Go crypto/tls',
      tells: 'sure',
    },
    {
      pattern:
        /invalid peer certificate: (?:Expired|NotValidYet|certificate (?:expired|not valid yet)[^\n]{0,200})/,
      specimen: 'client error (Connect): invalid peer certificate: Expired',
      source: 'rustls/rustls rustls/src/error.rs (kwctl, spin, wasmCloud)',
      tells: 'sure',
    },
    {
      pattern: /remote certificate is invalid[^\n]{0,200}\bNotTimeValid/,
      specimen: 'The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
      source: 'dotnet/runtime System.Net.Security',
      tells: 'sure',
    },
  ],
  needs: { tls },
  uses: { asked: tls, manifest },
  onNode: onNode('tls-expired'),
  judge: ({ tls: fact }, also) => hereOrThere(fact, also, judgeCertificate),
  words: {
    en: {
      title: 'Certificate expired',
      summary: ({ host, leaf, subject, validFrom, validTo, early }) => {
        const which = leaf
          ? `The certificate of \`${host}\``
          : `The certificate \`${subject}\` in the chain of \`${host}\``;
        return early
          ? `${which} is not valid before ${day(validFrom)}.`
          : `${which} expired on ${day(validTo)}.`;
      },
      probably: ({ host }) =>
        `the certificate of ${host ? `\`${host}\`` : 'the registry'} has expired, or the node’s clock is wrong`,
      explains:
        'Every client refuses a certificate outside its dates, so all pulls from this registry fail at once. A node whose clock is wrong sees a good certificate the same way; the message shows both times.',
      steps: ({ data, pull }) => {
        const where = data ? `${data.host}:${data.port}` : hostPort(pull.image);
        return [
          `Look at the dates: \`openssl s_client -connect ${where} </dev/null 2>/dev/null | openssl x509 -noout -subject -dates\``,
          'Renew the certificate and reload what serves it; with cert-manager: `kubectl get certificate -A` and `cmctl renew <name> -n <namespace>`.',
          'If the dates are good: set the node’s clock, `timedatectl; chronyc tracking`.',
        ];
      },
    },
  },
});

function judgeCertificate(fact: TlsFact, asked: Answer<unknown>): Judgement<OutOfDate> {
  if (fact.spoken === 'plain') return { outcome: 'skip', why: 'this registry is spoken to without TLS' };
  if (fact.handshake?.ended !== 'done') return { outcome: 'skip', why: 'no certificate was seen' };
  if (asked.state !== 'known') return { outcome: 'skip', why: 'the time of the handshake is not known' };
  const now = asked.at;
  const outOfDate = relevant(fact.handshake).find((one) => isOutOfDate(one, now));
  if (!outOfDate) return { outcome: 'pass' };
  const { subject, validFrom, validTo } = outOfDate;
  const says = `${subject}: valid from ${validFrom} to ${validTo}; asked at ${now}`;
  const leaf = outOfDate === fact.handshake.chain[0];
  return {
    outcome: 'fail',
    evidence: [quoted(`certificate of ${fact.host}:${fact.port}`, says, asked)],
    data: {
      host: fact.host,
      port: fact.port,
      subject,
      validFrom,
      validTo,
      leaf,
      early: Date.parse(validFrom) > Date.parse(now),
    },
  };
}

type Done = Extract<Handshake, { ended: 'done' }>;

/** Servers often send an old cross-signed authority along; it matters only when the chain is not trusted. */
function relevant({ chain, untrusted }: Done): readonly Certificate[] {
  return untrusted === null ? chain.slice(0, 1) : chain;
}

/** Dates are ISO 8601 in UTC, but may differ in their fraction of a second. */
function isOutOfDate({ validFrom, validTo }: Certificate, now: string): boolean {
  return Date.parse(validTo) < Date.parse(now) || Date.parse(validFrom) > Date.parse(now);
}

function day(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
