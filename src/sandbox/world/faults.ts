/** The planted faults, in the order a tour would take. */
import type { Fault } from './fault.ts';
import { connectionRefused } from './faults/connection-refused.ts';
import { connectionTimeout } from './faults/connection-timeout.ts';
import { credentialsInvalid } from './faults/credentials-invalid.ts';
import { credentialsMissing } from './faults/credentials-missing.ts';
import { credentialsWrongHost } from './faults/credentials-wrong-host.ts';
import { dnsFailure } from './faults/dns-failure.ts';
import { dnsFailureOnOneNode } from './faults/dns-failure-on-one-node.ts';
import { httpHttpsMismatch } from './faults/http-https-mismatch.ts';
import { imageNameInvalid } from './faults/image-name-invalid.ts';
import { permissionDenied } from './faults/permission-denied.ts';
import { platformUnavailable } from './faults/platform-unavailable.ts';
import { rateLimited } from './faults/rate-limited.ts';
import { registryUnavailable } from './faults/registry-unavailable.ts';
import { repositoryNotFound } from './faults/repository-not-found.ts';
import { secretMissing } from './faults/secret-missing.ts';
import { tagNotFound } from './faults/tag-not-found.ts';
import { tagNotFoundBesideMissingSecret } from './faults/tag-not-found-beside-missing-secret.ts';
import { tlsExpired } from './faults/tls-expired.ts';
import { tlsNameMismatch } from './faults/tls-name-mismatch.ts';
import { tlsUnknownAuthority } from './faults/tls-unknown-authority.ts';

export const FAULTS: readonly Fault[] = [
  tagNotFound,
  credentialsInvalid,
  repositoryNotFound,
  imageNameInvalid,
  secretMissing,
  rateLimited,
  tlsExpired,
  dnsFailure,
  credentialsMissing,
  permissionDenied,
  credentialsWrongHost,
  connectionRefused,
  tlsNameMismatch,
  registryUnavailable,
  platformUnavailable,
  httpHttpsMismatch,
  tlsUnknownAuthority,
  connectionTimeout,
  tagNotFoundBesideMissingSecret,
  dnsFailureOnOneNode,
];
