/** Does a Cargo ask its own cluster's token service at all? Judged by whose logins it takes. Pure. */
import type { CargoLoginsFact } from '../probes/cargo-logins.ts';

export interface StrayTokens {
  /**
   * `built-in`: the cluster's token service cannot be asked, so Cargo's own answers. `elsewhere`: it could be,
   * and was not: the built-in one or that of another cluster answers.
   */
  readonly is: 'built-in' | 'elsewhere';
  /** Where the token service of this cluster answers, or should; null: nothing tells. */
  readonly address: string | null;
  readonly users: readonly string[];
  readonly admin: CargoLoginsFact['admin'];
}

/** Null: nothing speaks for it. */
export function strayTokens({ admin, accepted, refused, token, asked }: CargoLoginsFact): StrayTokens | null {
  // Somebody else than the administrator gets in, so the platform's users are known there.
  if (accepted.length > 0 || refused.length === 0) return null;
  // The token service was asked and refused: then the login is bad.
  if (asked !== null && asked.length > 0) return null;
  const open = token.dials.find(({ ended }) => ended === 'open');
  const nodePort = token.service?.nodePort ?? null;
  const users = refused.map(({ username }) => username);
  const master = (open ?? token.dials[0])?.address;
  const address = master !== undefined && nodePort !== null ? `${master}:${nodePort}` : null;
  const tried = token.dials.filter(({ ended }) => ended !== 'not-allowed');
  const isDead = token.service === null || nodePort === null || (tried.length > 0 && !open);
  if (isDead) return { is: 'built-in', address, users, admin };
  // Without an administrator to compare with, or the service's log, a bad login looks the same.
  return admin === 'accepted' && asked !== null ? { is: 'elsewhere', address, users, admin } : null;
}

/** The state of the token service in words of the API. */
export function tokenServiceSays({ token: { service, dials } }: CargoLoginsFact): string {
  if (service === null) return 'services "cargo-token" not found in any namespace';
  const { namespace, type, port, nodePort } = service;
  const at = `Service ${namespace}/cargo-token: type ${type}, port ${port ?? '?'}, nodePort ${nodePort ?? 'none'}`;
  return [at, ...dials.map(({ address, says }) => `${address}:${nodePort ?? ''} ${says}`)].join('; ');
}
