/** A cluster whose kubelet really pulls, beside a real registry, asked about by the terminal's own process. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import type { Verdict } from '../../src/engine/verdict.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { namespace, pullSecret, type WorkloadRequest, workload } from '../../src/sandbox/world/objects.ts';
import { CHILD_ENV } from '../setup/child-env.ts';
import type { Lab } from '../setup/registry-lab/lab.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const NAMESPACE = 'shop';

export interface Scene {
  /** Deploys it, waits until its pod waits for an image, and asks why. */
  why(name: string, image: string, more?: Partial<WorkloadRequest>): Promise<Verdict>;
  /** Deploys it and waits until its pod runs. */
  runs(name: string, image: string, more?: Partial<WorkloadRequest>): Promise<void>;
  secret(name: string, logins: Readonly<Record<string, { username: string; password: string }>>): void;
  /** One command line in a process of its own. */
  cli(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>;
  stop(): Promise<void>;
}

/**
 * Starts the cluster; its nodes use the lab's DNS and trust its authority. `registry` changes how the
 * product is told of the registry; null: it is not told at all.
 */
export async function startScene(lab: Lab, registry: object | null = {}): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'scene-'));
  const cluster = await startCluster({
    name: 'lab',
    dns: lab.dns.address,
    ca: [lab.authority.certPem],
    dialMs: 3_000,
    handshakeMs: 5_000,
    backOff: { baseMs: 500, maxMs: 2_000 },
  });
  cluster.apply([namespace(NAMESPACE)]);
  const env = await writeFiles(folder, cluster, lab, registry);
  const cli: Scene['cli'] = (...argv) => run(argv, env);
  const deploy = (name: string, image: string, more: Partial<WorkloadRequest> = {}): void =>
    cluster.apply([workload({ kind: 'StatefulSet', namespace: NAMESPACE, name, image, ...more })]);
  return {
    async why(name, image, more) {
      deploy(name, image, more);
      await until(() => /ImagePull|InvalidImageName/.test(waiting(cluster, `${name}-0`)));
      const { code, out, err } = await cli('why-pull-fails', `${NAMESPACE}/${name}-0`, '--json');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return JSON.parse(out) as Verdict;
    },
    async runs(name, image, more) {
      deploy(name, image, more);
      await until(() => phase(cluster, `${name}-0`) === 'Running');
    },
    secret: (name, logins) => cluster.apply([pullSecret(NAMESPACE, name, logins)]),
    cli,
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeFiles(
  folder: string,
  cluster: SandboxCluster,
  lab: Lab,
  registry: object | null,
): Promise<NodeJS.ProcessEnv> {
  const { file } = lab.config({ registry });
  const [kubeconfig, config] = [join(folder, 'kubeconfig'), join(folder, 'registry-medic.yaml')];
  await writeFile(kubeconfig, cluster.kubeconfig());
  await writeFile(config, stringify(file));
  return { ...CHILD_ENV, HOME: folder, KUBECONFIG: kubeconfig, REGISTRY_MEDIC_CONFIG: config };
}

function run(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, out, err });
    });
  });
}

interface PodStatus {
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: readonly {
      readonly state?: { readonly waiting?: { readonly reason?: string } };
    }[];
  };
}

function podOf(cluster: SandboxCluster, name: string): PodStatus | undefined {
  return cluster.get('pods', NAMESPACE, name) as PodStatus | undefined;
}

function waiting(cluster: SandboxCluster, name: string): string {
  return podOf(cluster, name)?.status?.containerStatuses?.[0]?.state?.waiting?.reason ?? '';
}

function phase(cluster: SandboxCluster, name: string): string {
  return podOf(cluster, name)?.status?.phase ?? '';
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 90_000, interval: 50 }).toBe(true);
}
