/** Bot, worker and remediator on a Redis Cluster behind TLS, as a user with the rights that operations.md names. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cluster } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../../src/sandbox/tls/authority.ts';
import { auditStore } from '../../src/store/audit.ts';
import { type People, peopleOf, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { describeWith } from '../setup/part.ts';
import { type RedisClusterPart, startRedisCluster } from '../setup/redis-cluster.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;
const OPERATIONS = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));
const ROLES = ['bot', 'worker', 'remediator', 'node'] as const;

/** What stands between backticks after `An ACL user needs`, and what a Cluster of Redis 6.2 wants more. */
async function documentedRights(): Promise<readonly string[]> {
  const text = await readFile(OPERATIONS, 'utf8');
  const [, always = '', more = ''] =
    /An ACL user needs `([^`]+)`[^`]*Redis Cluster of version 6[^`]*`([^`]+)`/.exec(text) ?? [];
  return `${always} ${more}`.trim().split(/ +/);
}

describeWith('redis', 'on a Redis Cluster with TLS and an ACL user', (program) => {
  let folder: string;
  let redis: RedisClusterPart;
  let stage: Stage;
  let people: People;
  let own: Cluster;
  const running: Running[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-tls-'));
    const authority = await createAuthority('the authority of this Redis');
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, authority.certPem);
    const rights = await documentedRights();
    expect(rights).toContain('~medic:*');
    // With a character that a URL writes otherwise.
    const user = { name: 'medic', password: 'p@ss-of-medic', rights };
    redis = await startRedisCluster(program, { authority, user });
    stage = await startStage(program, { redisUrl: redis.url });
    people = peopleOf(stage.slackUrl, PATIENCE_MS);
    const [first] = redis.nodes();
    own = new Cluster([{ host: '127.0.0.1', port: first?.options.port ?? 0 }], {
      redisOptions: { tls: { ca: authority.certPem } },
    });
    for (const role of ROLES) {
      const slack = role === 'bot' ? stage.botEnv : {};
      const node = role === 'node' ? { NODE_NAME: 'worker-1', CLUSTER_NAME: 'prod' } : {};
      const env = { ...stage.env, ...slack, ...node, NODE_EXTRA_CA_CERTS: ca, REGISTRY_MEDIC_ROLE: role };
      running.push(await startMain(env));
    }
  }, 240_000);
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    own?.disconnect();
    await stage?.stop();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('a question, its verdict, its fix, two people, the audit', async () => {
    stage.deploy('secured');
    await until(PATIENCE_MS, 'a pod that fails', async () =>
      stage.cluster.store.list('pods', NAMESPACE).some((pod) => /ImagePull/.test(JSON.stringify(pod.status))),
    );
    await people.ask(`why-pull-fails deployment/secured -n ${NAMESPACE}`, 'shop', '/secured');
    await people.press('rosa', 'request-fix', '/secured', (all) => shows(all, 'approve-fix', '/secured'));
    await people.press('tomo', 'approve-fix', '/secured', (all) => !shows(all, 'approve-fix', '/secured'));
    await until(PATIENCE_MS, 'its end', async () =>
      /\/secured[^"]*: Done\./.test(JSON.stringify(await people.messages())),
    );
    expect(stage.writes('secured')).toBe(1);
    expect(await auditStore(own).verify()).toMatchObject({ whole: true });
  }, 300_000);

  test('every process is that user, and nothing it asked for was refused', async () => {
    for (const node of redis.nodes()) {
      expect(await node.acl('LOG')).toEqual([]);
      const clients = String(await node.client('LIST')).split('\n');
      const medics = clients.filter((line) => /user=medic/.test(line));
      expect(medics.length).toBeGreaterThan(0);
    }
    for (const one of running) expect(one.output()).not.toMatch(/NOPERM|NOAUTH|WRONGPASS|ECONNREFUSED/);
  });

  test('near miss: the same user may not empty it, nor read what is not ours', async () => {
    const [node] = redis.nodes();
    const dry = (...command: readonly string[]) => node?.call('ACL', 'DRYRUN', 'medic', ...command);
    expect(await dry('FLUSHALL')).toMatch(/no permissions/);
    expect(await dry('GET', 'of-somebody-else')).toMatch(/no permissions/);
    expect(await dry('GET', 'medic:incident:1')).toBe('OK');
  });
});
