import { firstProject } from './first-project.ts';
import { defineSickness } from './sickness.ts';

/** The database has them, the link on the storage leads nowhere. */
export const zeroByteTags = defineSickness({
  id: 'zero-byte-tags',
  title: 'Two tags have no size and cannot be pulled: their links on the storage lead nowhere',
  strike(state) {
    const repository = `${firstProject(state).name}/legacy`;
    state.store.push({ repository, tags: ['v1', 'v2'], platforms: ['linux/amd64'] });
    const digest = state.store.get(repository)?.tags.get('v1') ?? '';
    const link = `${repository}@${digest}`;
    state.broken.add(link);
    // A push of the same image writes link and blob anew.
    return () => void state.broken.delete(link);
  },
  logs: (state) => [
    {
      component: 'registry',
      lines: [
        `time="${state.now().toISOString()}" level=error msg="response completed with error" auth.user.name=harborAdmin ` +
          'err.code=unknown err.message="filesystem: Path not found: /docker/registry/v2/repositories/' +
          `${firstProject(state).name}/legacy/_manifests/tags/v1/current/link" http.request.method=DELETE http.response.status=500`,
      ],
    },
  ],
});
