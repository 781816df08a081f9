import { sayList } from '../paging.ts';
import { type Endpoint, refusal } from '../router.ts';

/** Who did what, as 1.x writes it: repository and tag apart. */
export const accessLog: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/logs',
    handle(call) {
      const { query } = call.ask;
      const entries = call.state.audit.toReversed().map(({ id, username, resource, operation, at }) => {
        const [repo_name = '', repo_tag = 'N/A'] = resource.split(':');
        return { log_id: id, username, repo_name, repo_tag, operation, op_time: at.toISOString() };
      });
      const wanted = entries
        .filter(({ operation }) => [null, operation].includes(query.get('operation')))
        .filter(({ repo_name }) => repo_name.includes(query.get('repository') ?? ''));
      return refusal(call, call.who.kind !== 'anonymous') ?? sayList(call.ask, wanted);
    },
  },
];
