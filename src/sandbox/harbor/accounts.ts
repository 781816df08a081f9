/** Users, robots and who a login is. */
import type { BasicLogin } from '../registry/auth.ts';

export interface User {
  readonly id: number;
  readonly username: string;
  password: string;
  readonly admin: boolean;
  /** Project name → role id: 1 admin, 2 developer, 3 guest, 4 maintainer, 5 limited guest. */
  readonly memberOf: Map<string, number>;
}

export interface Permission {
  readonly kind: 'system' | 'project';
  /** `/` for the system, a project name, or `*` for every project. */
  readonly namespace: string;
  readonly access: readonly { readonly resource: string; readonly action: string }[];
}

export interface Robot {
  readonly id: number;
  /** With prefix: `robot$name`, or `robot$project+name`. */
  readonly name: string;
  secret: string;
  readonly level: 'system' | 'project';
  disable: boolean;
  /** Unix seconds; -1 never. */
  expiresAt: number;
  readonly createdAt: Date;
  readonly description?: string;
  permissions: readonly Permission[];
}

export type Identity =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'robot'; readonly robot: Robot };

export const ANONYMOUS: Identity = { kind: 'anonymous' };

export interface Accounts {
  readonly users: Map<string, User>;
  /** By full name. */
  readonly robots: Map<string, Robot>;
}

/** Who a login is; a wrong, expired or disabled one is nobody, as in Harbor's security middleware. */
export function identify({ users, robots }: Accounts, login: BasicLogin | null, now: Date): Identity {
  if (!login) return ANONYMOUS;
  const robot = robots.get(login.username);
  if (robot) {
    const expired = robot.expiresAt !== -1 && robot.expiresAt * 1000 <= now.getTime();
    const good = robot.secret === login.password && !robot.disable && !expired;
    return good ? { kind: 'robot', robot } : ANONYMOUS;
  }
  const user = users.get(login.username);
  return user && user.password === login.password ? { kind: 'user', user } : ANONYMOUS;
}

export function nameOf(who: Identity): string {
  if (who.kind === 'anonymous') return '';
  return who.kind === 'user' ? who.user.username : who.robot.name;
}
