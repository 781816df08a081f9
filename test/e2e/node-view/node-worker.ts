/** A node worker as it really runs: a process of its own, the node's files in a folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHILD_ENV } from '../../setup/child-env.ts';
import { makeNodeRoot } from '../../setup/node-root.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

export interface NodeWorker {
  readonly process: ChildProcess;
  /** SIGKILL: it says nothing any more. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** `files` by their path on the node; a value `-> /x` makes a link to /x. Resolves when the worker is up. */
export async function startNodeWorker(of: {
  readonly redis: string;
  readonly cluster: string;
  readonly node: string;
  readonly files: Readonly<Record<string, string>>;
}): Promise<NodeWorker> {
  const root = await makeNodeRoot(of.files);
  const config = join(root.path, 'network.yaml');
  await writeFile(config, 'network: { allowAddresses: [127.0.0.0/8] }\n');
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...CHILD_ENV,
      REDIS_URL: of.redis,
      REGISTRY_MEDIC_ROLE: 'node',
      REGISTRY_MEDIC_CONFIG: config,
      NODE_NAME: of.node,
      CLUSTER_NAME: of.cluster,
      NODE_ROOT: root.path,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  await isUp(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
    await root.remove();
  };
  return { process: child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

function isUp(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('node worker is up')) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => failed(new Error(`the node worker ended with ${code}: ${said}`)));
  });
}
