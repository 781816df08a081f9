import { sayList } from '../paging.ts';
import { maySystem } from '../rights.ts';
import { type Endpoint, refusal } from '../router.ts';

/** Who did what. The newer path tells the same in other words of `operation` only. */
export const audit: readonly Endpoint[] = ['/audit-logs', '/auditlog-exts'].map((path) => ({
  method: 'GET',
  path,
  ...(path === '/auditlog-exts' ? { since: '2.13' } : {}),
  handle: (call) =>
    refusal(call, maySystem(call.who, 'audit-log', 'list')) ??
    sayList(
      call.ask,
      call.state.audit.map(({ at, ...entry }) => ({ ...entry, op_time: at.toISOString() })).toReversed(),
    ),
}));
