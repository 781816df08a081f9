import type { HarborState } from '../state.ts';
import { firstProject } from './first-project.ts';
import { defineSickness } from './sickness.ts';

/** After a collection that took more than garbage (goharbor/harbor#15445). */
export const blobMissing = defineSickness({
  id: 'blob-missing',
  title: 'An image cannot be pulled any more: the storage has lost one of its layers',
  strike(state) {
    const repository = `${firstProject(state).name}/reports`;
    const request = {
      repository,
      tags: ['2026.10'],
      platforms: ['linux/amd64'],
      layers: [{ 'srv/base': 'base' }, { 'srv/report': 'report' }],
    };
    const { blobs } = state.store.push(request);
    const lost = blobs.at(-1);
    if (lost) state.store.get(repository)?.blobs.delete(lost.digest);
    // A push of the same image brings it back.
    return () => void state.store.push(request);
  },
  logs: (state) => [
    {
      component: 'registry',
      lines: [
        `time="${state.now().toISOString()}" level=error msg="response completed with error" err.code="blob unknown" ` +
          'err.message="blob unknown to registry" http.request.method=GET http.response.status=404 ' +
          `http.request.uri="/v2/${firstProject(state).name}/reports/blobs/${lostIn(state)}"`,
      ],
    },
  ],
});

/** The digest that the manifest names and the storage does not hold. */
function lostIn(state: HarborState): string {
  const repository = state.store.get(`${firstProject(state).name}/reports`);
  const manifests = [...(repository?.manifests.values() ?? [])].map(({ bytes }) => bytes.toString());
  const named = manifests.flatMap((text) => text.match(/sha256:[0-9a-f]{64}/g) ?? []);
  return named.find((digest) => !repository?.blobs.has(digest)) ?? '';
}
