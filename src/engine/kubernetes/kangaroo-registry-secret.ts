/** kangaroo's RegistrySecret (kangaroo.io): a registry that was integrated, with its last health check. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { withoutLogins } from '../text/masked.ts';
import { type Condition, conditionOf, conditionsOf } from './conditions.ts';
import { at, textAt } from './fields.ts';

export const KANGAROO_REGISTRY_SECRETS = { group: 'kangaroo.io', plural: 'registrysecrets' } as const;

export interface KangarooRegistrySecret {
  readonly namespace: string;
  readonly name: string;
  /** Host with port, from its spec or else from the address its message names. */
  readonly host: string | null;
  /** `HealthCheckFail`, False, `RegistryHealthCheckFail` with a Go network error; null: not written yet. */
  readonly state: IntegrationState | null;
}

/** The type is null where the controller wrote a status alone. Its message is without logins. */
export type IntegrationState = Omit<Condition, 'type'> & { readonly type: string | null };

/** Names that releases gave the field; the first that holds an address is taken. */
const FIELDS = ['registry', 'address', 'server', 'host', 'url', 'endpoint', 'domain'] as const;
const DEEPEST = 3;

export function kangarooRegistrySecretOf(object: KubeObject): KangarooRegistrySecret {
  const { metadata, spec, status } = object;
  const conditions = conditionsOf(object);
  const state =
    stateOf(at(status, 'state')) ?? conditions.find((one) => one.status !== 'True') ?? conditions[0];
  const said = /https?:\/\/[^\s"'\\]+/.exec(state?.message ?? '')?.[0];
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    host: hostIn(spec, DEEPEST) ?? hostOf(said),
    state: state ? { ...state, message: state.message && withoutLogins(state.message) } : null,
  };
}

function stateOf(value: unknown): IntegrationState | null {
  const named = conditionOf(value);
  if (named) return named;
  const typed = conditionOf({ ...Object(value), type: 'untyped' });
  return typed ? { ...typed, type: null } : null;
}

function hostIn(value: unknown, depth: number): string | null {
  if (depth === 0 || typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  for (const field of FIELDS) {
    for (const [name, inner] of entries) {
      if (!name.toLowerCase().includes(field)) continue;
      const host = typeof inner === 'object' ? hostIn(inner, depth - 1) : hostOf(textAt({ inner }, 'inner'));
      if (host) return host;
    }
  }
  return null;
}

/** An address with or without its scheme; a plain word such as a secret's name is none. */
function hostOf(address: string | null | undefined): string | null {
  if (!address) return null;
  const [, rest = ''] = /^(?:https?:\/\/)?([^/\s@]+)(?:\/|$)/.exec(address) ?? [];
  const isAddress = address.includes('://') || /[.:]/.test(rest);
  return isAddress && URL.canParse(`https://${rest}`) ? new URL(`https://${rest}`).host : null;
}
