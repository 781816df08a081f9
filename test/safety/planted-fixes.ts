/** Fixes asked for, approved, refused, rejected and frozen, with secrets in the workload and in every reason. */
import type { SandboxCluster } from '../../src/sandbox/cluster/cluster.ts';
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { createDistribution } from '../../src/sandbox/registry/distribution.ts';
import { openGate } from '../../src/sandbox/registry/gate.ts';
import { workload } from '../../src/sandbox/world/objects.ts';
import { calmPeopleOf, shows, until } from '../chaos/person.ts';
import { bare, each } from './planted.ts';

/** Tomo alone may approve. */
export const APPROVERS: readonly string[] = ['U0TOMO0001'];
const PATIENCE_MS = 90_000;
const LONGEST_REASON = 300;
const FIXES = ['mended', 'rejected'] as const;
const REQUESTER = { name: 'rosa', id: 'U0ROSA0001' };
const STRANGER = { name: 'mina', id: 'U0MINA0001' };

interface State {
  /** Modals that are open, by whose they are. */
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

export interface MendableRegistry {
  readonly host: string;
  /** Deployments whose tag is not there, with one that is beside it; secrets are in all their variables. */
  readonly deployments: readonly KubeObject[];
  stop(): Promise<void>;
}

/** Starts a registry that works, beside the one that tells secrets. */
export async function startMendable(): Promise<MendableRegistry> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const gate = await openGate({ port, state: 'plain' });
  const registry = createDistribution();
  gate.host('127.0.0.1', registry.handle);
  gate.host(host, registry.handle);
  const deployments = FIXES.map((name) => {
    registry.store.push({ repository: `team/${name}`, tags: ['1.0.1'] });
    const image = `${host}/team/${name}:1.0.2`;
    const made = workload({ kind: 'Deployment', namespace: 'shop', name, image });
    return withVariables(made, each(`variable of ${name}`));
  });
  return { host, deployments, stop: () => gate.stop() };
}

function withVariables(made: KubeObject, values: readonly string[]): KubeObject {
  const copy = structuredClone(made) as unknown as {
    spec: { template: { spec: { containers: object[] } } };
  };
  const { spec } = copy.spec.template;
  const env = values.map((value, at) => ({ name: `SETTING_${at}`, value }));
  spec.containers = spec.containers.map((container) => ({ ...container, env }));
  return copy as unknown as KubeObject;
}

/** Texts of every kind in as few reasons as their length allows. */
function reasons(place: string): readonly string[] {
  const made: string[] = [];
  for (const text of each(place)) {
    const flat = text.replaceAll('\n', ' ');
    const longer = `${made.at(-1)} ; ${flat}`;
    if (made.length > 0 && longer.length <= LONGEST_REASON) made[made.length - 1] = longer;
    else made.push(flat);
  }
  return made;
}

/** A line that no verb reads, with a secret in an option. */
function mistyped(verb: string, option: string): string {
  return `/registry ${verb} ${option}=${bare('a flag', `typed after ${verb} ${option}`)}`;
}

/** All of it at a Slack, as people press and type; at its end writes are frozen, which the home shows. */
export async function playFixes(slack: URL, cluster: SandboxCluster): Promise<void> {
  const people = calmPeopleOf(slack, PATIENCE_MS);
  const post = async (act: string, body: object): Promise<void> => {
    const response = await fetch(new URL(`/sandbox/${act}`, slack), {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${act}: ${await response.text()}`);
  };
  const state = async (): Promise<State> =>
    (await (await fetch(new URL('/sandbox/state', slack))).json()) as State;
  const says = async (pattern: RegExp): Promise<boolean> =>
    (await people.messages()).some((one) => pattern.test(JSON.stringify(one)));
  const planOf = async (name: string): Promise<{ channel: string; message_ts: string }> => {
    const found = (await people.messages()).findLast((one) => shows([one], 'approve-fix', `/${name}`));
    if (!found) throw new Error(`no plan for ${name}`);
    return { channel: found.channel, message_ts: found.ts };
  };
  const planned = async (name: string): Promise<void> => {
    await people.ask(`why-pull-fails deployment/${name} -n shop`, 'platform', `/${name}`);
    await people.press('rosa', 'request-fix', `/${name}`, (all) => shows(all, 'approve-fix', `/${name}`));
  };
  await until(PATIENCE_MS, 'pods that wait for their image', async () =>
    FIXES.every((name) =>
      cluster.store
        .list('pods', 'shop')
        .some((pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status))),
    ),
  );
  await Promise.all(FIXES.map(planned));

  // Who asked may not approve: the refusal is audited too.
  await post('action', { user: 'rosa', ...(await planOf('mended')), action_id: 'approve-fix' });
  await people.press('tomo', 'approve-fix', '/mended', (all) => !shows(all, 'approve-fix', '/mended'));
  await until(PATIENCE_MS, 'the end of the fix', () => says(/\/mended.*: Done\./));

  const [first = '', ...others] = reasons('reason of a rejection');
  // Of somebody who may not reject: read and refused, so the plan stays open for the next.
  for (const why of others) await reject(STRANGER, 'rejected', why);
  await reject(REQUESTER, 'rejected', first);
  for (const why of reasons('reason of a freeze'))
    await post('command', { user: 'rosa', channel: 'alerts', text: `/registry freeze ${why}` });
  for (const option of ['--password', '--token'])
    for (const verb of ['sweep', 'freeze', 'sweeep', 'status'])
      await post('command', { user: 'rosa', channel: 'alerts', text: mistyped(verb, option) });
  await until(PATIENCE_MS, 'the rejection', () => says(/Rejected by/));

  /** Opens the modal at the plan and sends it with this reason. */
  async function reject(who: typeof REQUESTER, name: string, why: string): Promise<void> {
    const plan = await planOf(name);
    await post('action', { user: who.name, ...plan, action_id: 'reject-fix' });
    let view: string | undefined;
    await until(PATIENCE_MS, 'the modal', async () => {
      view = (await state()).views[who.id]?.at(-1)?.id;
      return view !== undefined;
    });
    await post('view-submit', { user: who.name, view_id: view, state: { text: why } });
  }
}
