import imageSyncStuck from '../checks/image-controller/image-sync-stuck.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import { THERISEUNION_USUAL } from '../engine/kubernetes/theriseunion-registry-secret.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { imageSync } from '../probes/sync/image-sync.ts';
import { repositoryManifest } from '../probes/sync/repository-manifest.ts';
import { repositoryObject } from '../probes/sync/repository-object.ts';

const RIGHTS: readonly ClusterRight[] = [
  { group: THERISEUNION_USUAL, resource: 'repositories', verb: 'delete' },
  { group: THERISEUNION_USUAL, resource: 'repositories', verb: 'create' },
];

export default defineRemediation({
  id: 'recreate-repository',
  risk: 'high',
  rows: ['B-REPODEL', 'S1-37', 'S1-83'],
  fixes: [imageSyncStuck],
  rights: RIGHTS,
  needs: { sync: imageSync, object: repositoryObject, manifest: repositoryManifest },
  plan({ check }, { sync: { object: of }, object, manifest }, _also, pull) {
    const { namespace, name } = of;
    const cluster = pull.installation?.place?.cluster ?? pull.sync?.cluster;
    if (cluster === undefined) return { state: 'not-ready', why: 'no cluster leads to it' };
    if (of.sync.mark !== null)
      return { state: 'not-ready', why: 'its mark of a running sync can be taken off; that loses nothing' };
    const [finalizer] = manifest.finalizers;
    if (finalizer !== undefined)
      return {
        state: 'not-ready',
        why: `it has the finalizer \`${finalizer}\`: its end may take its image along`,
      };
    if (manifest.texts === 'hidden')
      return { state: 'not-ready', why: 'a text of it looks like a login, so it was not read whole' };
    const kept = keptBy(object.keeper, 'delete it there and apply it again');
    if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
    const target = { kind: { group: object.group, plural: 'repositories' }, namespace, name };
    return {
      state: 'ready',
      plan: {
        remediation: 'recreate-repository',
        does: `Delete Repository \`${namespace}/${name}\` and create it again from its manifest`,
        risk: 'high',
        scope: { cluster, namespace, registry: null },
        steps: [
          { do: 'delete', target, uid: object.uid },
          { do: 'create', target, body: manifest.body },
        ],
        changes: [
          { what: `Repository ${namespace}/${name}`, from: 'hangs', to: null },
          {
            what: `Repository ${namespace}/${name} · spec`,
            from: null,
            to: JSON.stringify(manifest.body['spec']),
          },
        ],
        interrupts: 'Its history and its status are lost. It is synced from the beginning.',
        undo: { by: 'none', why: 'What is created is what was deleted, but for its history.' },
        locks: [`${cluster}/repositories.${object.group}/${namespace}/${name}`],
        verify: { check, withinS: Math.max(600, (of.syncTimeoutMs ?? 0) / 1000), steadyS: 0 },
        beware: kept.is === 'warn' ? [kept.beware] : [],
      },
    };
  },
  words: { en: { title: 'Make the Repository anew', would: 'delete the Repository and create it again' } },
});
