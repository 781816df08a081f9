/** A sandbox Harbor behind a real port, a robot that may write this and no more, and answers that can get lost. */
import { createHarborDoor, type HarborWriteDoor } from '../../src/apply/harbor-door.ts';
import { createNetworkWriter } from '../../src/clients/network/writer.ts';
import type { StepNotes } from '../../src/engine/apply-ending.ts';
import { createHarbor, type Harbor } from '../../src/sandbox/harbor/harbor.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { openGate } from '../../src/sandbox/registry/gate.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

export type Rights = readonly string[];

export interface WriteLab {
  readonly harbor: Harbor;
  readonly door: HarborWriteDoor;
  /** Calls that changed something and were taken, `PUT /replication/executions/100`. */
  readonly written: readonly string[];
  /** The next write is done and its answer never comes. */
  loseNextAnswer(): void;
  stop(): Promise<void>;
}

const READS = [
  'replication list',
  'replication-policy list',
  'garbage-collection list',
  'jobservice-monitor list',
];
const accesses = (rights: Rights) =>
  rights.map((right) => {
    const [resource = '', action = ''] = right.split(' ');
    return { resource, action };
  });

/** `system` and `project`: what the writing robot may. The reading one only lists. */
export async function startWriteLab(system: Rights = [], project: Rights = []): Promise<WriteLab> {
  const gate = await openGate({ port: await freePort(), state: 'plain' });
  const harbor = createHarbor({ externalUrl: `http://127.0.0.1:${gate.port}` });
  harbor.addProject('shop', 'private');
  harbor.addRobot({
    name: 'medic',
    secret: 'own-secret',
    permissions: [
      { kind: 'system', namespace: '/', access: accesses(READS) },
      { kind: 'project', namespace: '*', access: accesses(['project read', 'robot list', 'member list']) },
    ],
  });
  harbor.addRobot({
    name: 'medic-writes',
    secret: 'own-secret',
    permissions: [
      { kind: 'system', namespace: '/', access: accesses(system) },
      { kind: 'project', namespace: '*', access: accesses(project) },
    ],
  });
  const written: string[] = [];
  let losing = false;
  gate.host('127.0.0.1', async (ask) => {
    const said = await harbor.handle(ask);
    if (ask.method === 'GET' || ask.method === 'HEAD') return said;
    if (said.status < 300) written.push(`${ask.method} ${ask.path.replace('/api/v2.0', '')}`);
    // Every connection is cut: what was asked is done, and nobody hears of it.
    if (losing) {
      losing = false;
      await gate.become('plain');
    }
    return said;
  });
  const login = { username: 'robot$medic', passwordEnv: 'OWN_PASSWORD' };
  const writeLogin = { username: 'robot$medic-writes', passwordEnv: 'OWN_PASSWORD' };
  const config = stubConfig(gate.port, { kind: 'harbor', login, writeLogin });
  const writer = createNetworkWriter(config);
  const [registry] = config.file.registries;
  const door = registry ? createHarborDoor(registry, config, writer) : null;
  if (!door) throw new Error('no door');
  return {
    harbor,
    door,
    written,
    loseNextAnswer: () => {
      losing = true;
    },
    async stop() {
      await writer.close();
      await gate.stop();
    },
  };
}

/** Notes as an approval keeps them: a later try reads what an earlier one left. */
export function notebook(): () => StepNotes {
  let kept: string | null = null;
  return () => ({
    before: kept,
    keep: async (before) => {
      kept = before;
    },
  });
}
