/** A Harbor with policies whose last execution failed, slow to tell that it has begun another. */
import { setTimeout as pause } from 'node:timers/promises';
import { createHarbor } from '../../src/sandbox/harbor/harbor.ts';
import { before, harborLine } from '../../src/sandbox/harbor/sickness/lines.ts';
import { addCase, pastExecution } from '../../src/sandbox/harbor/sickness/sync-case.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { openGate } from '../../src/sandbox/registry/gate.ts';

const LOGIN = { username: 'admin', password: 'chaos-harbor-5d1e', env: 'CHAOS_HARBOR_PASSWORD' };
const FAILED_AGO_MS = 60_000;
/** Harbor's own 30 s are not what is tried. */
const REFRESH_MS = 500;
const TASK_MS = 300;

export interface ReplicatingHarbor {
  /** Its entry under `registries`, with a login that may write. */
  readonly registry: object;
  readonly env: Readonly<Record<string, string>>;
  /** Makes a policy of this name whose execution has failed. */
  fail(name: string): void;
  /** How many executions of it were begun by hand. */
  begun(name: string): number;
  stop(): Promise<void>;
}

/** `answerMs`: how long after it is done the start of an execution is answered, each time asked anew. */
export async function startReplicatingHarbor(answerMs: () => number): Promise<ReplicatingHarbor> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const harbor = createHarbor({ externalUrl: `http://${host}` });
  harbor.addUser(LOGIN.username, LOGIN.password, 'admin');
  const { work } = harbor.state;
  work.refreshMs = REFRESH_MS;
  work.taskMs = TASK_MS;
  const gate = await openGate({ port, state: 'plain' });
  gate.host('127.0.0.1', async (ask) => {
    const said = await harbor.handle(ask);
    // Who is killed meanwhile does not know that it is done.
    if (ask.method === 'POST' && ask.path.endsWith('/replication/executions')) await pause(answerMs());
    return said;
  });
  const policyOf = (name: string) => [...work.policies.values()].find((one) => one.name === name);
  const login = { username: LOGIN.username, passwordEnv: LOGIN.env };
  return {
    registry: { name: 'harbor', host, kind: 'harbor', plainHttp: true, login, writeLogin: login },
    env: { [LOGIN.env]: LOGIN.password },
    fail(name) {
      const policy = addCase(harbor.state, {
        id: 100 + work.policies.size,
        name,
        endpoint: { name: `of-${name}`, type: 'harbor', url: 'https://edge.acme.test' },
        resources: ['library/alpine:3.22'],
      });
      const at = before(new Date(), FAILED_AGO_MS);
      const where = '/controller/replication/transfer/image/transfer.go:357';
      const log = [harborLine(at, 'ERROR', where, 'the disk over there is busy')];
      pastExecution(harbor.state, policy, FAILED_AGO_MS, () => ({ status: 'Failed', log }));
    },
    begun(name) {
      const id = policyOf(name)?.id;
      return work.executions.filter(({ policyId, trigger }) => policyId === id && trigger === 'manual')
        .length;
    },
    stop: () => gate.stop(),
  };
}
