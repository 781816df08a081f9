/** theriseunion's RegistrySecret: a registry source of the image controller. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { textAt } from './fields.ts';

/** Its group differs between releases; whatever ends so is theirs and is found among the cluster's groups. */
export const THERISEUNION_GROUP = /(?:^|\.)theriseunion\.io$/;
/** The usual one, for rights; where a cluster serves another, that stands in its place. */
export const THERISEUNION_USUAL = 'image.theriseunion.io';
const VERIFY_STATUS = 'theriseunion.io/verify-status';

export interface TheriseunionRegistrySecret {
  readonly namespace: string;
  readonly name: string;
  /** As written; it must be a host with port alone. */
  readonly domain: string | null;
  /** What is wrong with the domain: a scheme, a path, blanks. */
  readonly domainFault: 'scheme' | 'path' | 'blank' | null;
  /** The host that was meant. */
  readonly host: string | null;
  /** Annotation of the connection test, in the controller's words. */
  readonly verifyStatus: string | null;
  readonly username: string | null;
  readonly conditions: readonly Condition[];
}

export function theriseunionRegistrySecretOf(object: KubeObject): TheriseunionRegistrySecret {
  const { metadata, spec } = object;
  const domain = textAt(spec, 'domain');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    domain,
    domainFault: domain === null ? null : faultOf(domain),
    host: domain === null ? null : hostIn(domain),
    verifyStatus: textAt(metadata.annotations, VERIFY_STATUS),
    username: textAt(spec, 'username'),
    conditions: conditionsOf(object),
  };
}

function faultOf(domain: string): TheriseunionRegistrySecret['domainFault'] {
  if (domain.trim() !== domain) return 'blank';
  if (/^[a-z][\w+.-]*:\/\//i.test(domain)) return 'scheme';
  return domain.includes('/') ? 'path' : null;
}

function hostIn(domain: string): string | null {
  const [host = ''] = domain
    .trim()
    .replace(/^[a-z][\w+.-]*:\/\//i, '')
    .split('/');
  return host === '' ? null : host.toLowerCase();
}
