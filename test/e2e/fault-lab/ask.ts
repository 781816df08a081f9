/** Puts one pod before the product in this process, and counts what it asks of registries. */
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { Environment, FileConfig } from '../../../src/config.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import { answerQuestion } from '../../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../../src/jobs/surroundings.ts';
import type { Pod } from '../../../src/sandbox/cluster/objects.ts';
import { PUSHER } from '../../setup/registry-lab/push-login.ts';
import { LAB_PASSWORD } from '../../setup/registry-lab/registry-settings.ts';
import type { Suffering } from './fault.ts';
import { type Ground, NAMESPACE } from './ground.ts';
import { HARBOR_OWN } from './harbor-lab.ts';
import { isSpokenFor, speakFor } from './nodes.ts';

export interface Asked {
  readonly verdict: Verdict;
  /** HTTP questions to registries and token services. */
  readonly calls: number;
}

const SECRETS: Readonly<Record<string, string>> = {
  HARBOR_PASSWORD: HARBOR_OWN.password,
  PUSHER_PASSWORD: PUSHER.password,
  LAB_PASSWORD,
};
const secret = (name: string): string | undefined => SECRETS[name];

/** Makes the pod and waits until its kubelet complains. */
export async function suffer(ground: Ground, name: string, suffering: Suffering): Promise<void> {
  const { cluster } = ground;
  const { image, secrets = [], node = 'worker-1', policy } = suffering;
  cluster.apply([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: NAMESPACE, name },
      spec: {
        nodeName: node,
        imagePullSecrets: secrets.map((each) => ({ name: each })),
        containers: [{ name: 'main', image, ...(policy ? { imagePullPolicy: policy } : {}) }],
      },
    },
  ]);
  const pod = (): Pod => cluster.get('pods', NAMESPACE, name) as Pod;
  if (isSpokenFor(node)) speakFor(cluster, pod(), suffering);
  const waits = (): string => {
    const waiting = pod().status?.containerStatuses?.[0]?.state['waiting'];
    return (waiting as { reason?: string } | undefined)?.reason ?? pod().status?.phase ?? '';
  };
  const until = Date.now() + 60_000;
  while (!waits().includes('Image')) {
    if (Date.now() > until) throw new Error(`${name}: its kubelet does not complain, it is ${waits()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function surroundingsOf(ground: Ground): Promise<Surroundings> {
  const env = Environment.parse({ KUBECONFIG: ground.kubeconfig });
  return createSurroundings({ env, file: FileConfig.parse({}), secret });
}

/** Asks why the pod cannot pull, under a configuration in which its registry is known. */
export async function askWhy(
  ground: Ground,
  base: Surroundings,
  name: string,
  suffering: Suffering,
): Promise<Asked> {
  const { network, registries } = fileFor(ground, suffering);
  let calls = 0;
  const logger = { debug: () => void calls++ };
  const client = createNetworkAsker({ file: { network, registries }, secret }, { logger });
  try {
    const question = { kind: 'pull', cluster: 'lab', namespace: NAMESPACE, what: name } as const;
    const reply = await answerQuestion(question, { ...base, registries, network: client });
    if (reply.kind !== 'verdict') throw new Error(`no verdict: ${JSON.stringify(reply)}`);
    return { verdict: reply.verdict, calls };
  } finally {
    await client.close();
  }
}

/** Busy machines are slow: only a fault that is silence itself is waited for briefly. */
const PATIENT_MS = 20_000;

function fileFor(
  { dns, ca }: Ground,
  { image, registry = {}, patienceMs = PATIENT_MS }: Suffering,
): FileConfig {
  const host = image.split('/', 1)[0] ?? '';
  const known = registry !== null && /^[a-z0-9.-]+:\d+$/.test(host);
  return FileConfig.parse({
    registries: known ? [{ name: 'lab', host, ca, ...registry }] : [],
    network: {
      resolvers: [dns.address],
      allowAddresses: ['127.0.0.0/8', '255.255.255.255/32'],
      connectMs: patienceMs,
      answerMs: 30_000,
    },
  });
}
