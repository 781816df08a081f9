/** A worker on a node: whether it knows where it is and can read the node's files. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config.ts';
import type { Words } from '../../engine/words.ts';
import { type DoctorLine, lineOf } from './report.ts';

const AREA = 'node';
/** On every Linux node; its absence means that something else is mounted. */
const ALWAYS_THERE = 'etc/resolv.conf';

const words: Words<{
  readonly unset: (name: string) => string;
  readonly mendUnset: Readonly<Record<'NODE_NAME' | 'CLUSTER_NAME' | 'REDIS_URL', string>>;
  readonly unread: (path: string) => string;
  readonly mendUnread: string;
  readonly ok: (node: string, cluster: string, root: string) => string;
  readonly idle: string;
}> = {
  en: {
    unset: (name) => `${name} is not set: a node worker does not start without it.`,
    mendUnset: {
      NODE_NAME: 'set it to the node’s name; in a DaemonSet by `fieldRef: spec.nodeName`',
      CLUSTER_NAME: 'set it to the cluster’s name under `clusters:` of the other processes',
      REDIS_URL: 'set it to the Redis of the other processes',
    },
    unread: (path) => `${path} cannot be read, so the node’s resolver would not be known.`,
    mendUnread: 'mount the node’s root read-only there (`hostPath: /`), or set NODE_ROOT to where it is',
    ok: (node, cluster, root) => `It would look from node \`${node}\` of \`${cluster}\`, below ${root}.`,
    idle: 'NODE_NAME or NODE_ROOT is set and REGISTRY_MEDIC_ROLE is not `node`: they do nothing here.',
  },
};

/** Nothing to say where this process is no node worker. */
export function examineNode(env: Environment): readonly DoctorLine[] {
  const {
    REGISTRY_MEDIC_ROLE: role,
    NODE_NAME: node,
    CLUSTER_NAME: cluster,
    NODE_ROOT: root = '/host',
  } = env;
  if (role !== 'node')
    return node === undefined && env.NODE_ROOT === undefined ? [] : [lineOf(AREA, 'note', words.en.idle)];
  const unset = (['NODE_NAME', 'CLUSTER_NAME', 'REDIS_URL'] as const).filter(
    (name) => env[name] === undefined,
  );
  const lines = unset.map((name) => lineOf(AREA, 'wrong', words.en.unset(name), words.en.mendUnset[name]));
  const path = join(root, ALWAYS_THERE);
  if (!isReadable(path)) return [...lines, lineOf(AREA, 'wrong', words.en.unread(path), words.en.mendUnread)];
  return node !== undefined && cluster !== undefined
    ? [...lines, lineOf(AREA, 'ok', words.en.ok(node, cluster, root))]
    : lines;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
