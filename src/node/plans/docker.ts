/** Docker: mirrors of Docker Hub and insecure registries in `daemon.json`; authorities in `/etc/docker/certs.d`. */
import { posix } from 'node:path';
import type { ImageReference } from '../../engine/reference.ts';
import type { Words } from '../../engine/words.ts';
import { type DaemonJson, isInsecure, parseDaemonJson } from '../files/daemon-json.ts';
import { originOf, type Plan, type PlannedHost, partsOf } from '../planned-host.ts';
import type { NodeFiles } from '../root.ts';

const words: Words<{ readonly notJson: (file: string) => string }> = {
  en: { notJson: (file) => `\`${file}\` is not the JSON that Docker reads.` },
};

const FILE = '/etc/docker/daemon.json';
const CERTIFICATES = '/etc/docker/certs.d';

export async function planDocker(files: NodeFiles, ref: ImageReference): Promise<Plan> {
  const { daemon, notes } = await readDaemon(files);
  const own = originOf(ref);
  // Docker asks mirrors for Docker Hub alone (moby daemon/pkg/registry/service_v2.go).
  const mirrors =
    ref.domain === 'docker.io' ? daemon['registry-mirrors'].filter((url) => URL.canParse(url)) : [];
  const hosts = [
    ...mirrors.map((url): PlannedHost => ({ ...own, ...partsOf(url), role: 'mirror', from: FILE })),
    own,
  ];
  return { hosts: await Promise.all(hosts.map((host) => withTls(files, host, daemon))), notes };
}

async function readDaemon(files: NodeFiles): Promise<{ daemon: DaemonJson; notes: readonly string[] }> {
  const text = (await files.text(FILE)) ?? '{}';
  try {
    return { daemon: parseDaemonJson(text), notes: [] };
  } catch {
    return { daemon: parseDaemonJson('{}'), notes: [words.en.notJson(FILE)] };
  }
}

async function withTls(files: NodeFiles, host: PlannedHost, daemon: DaemonJson): Promise<PlannedHost> {
  const name = host.port === 443 ? host.host : `${host.host}:${host.port}`;
  const folder = posix.join(CERTIFICATES, name);
  const ca = (await files.list(folder))
    .filter((one) => one.endsWith('.crt'))
    .map((one) => posix.join(folder, one));
  if (!isInsecure(daemon, host.host, host.port)) return { ...host, ca };
  return { ...host, ca, certificates: 'not-judged', plain: 'is-spoken' };
}
