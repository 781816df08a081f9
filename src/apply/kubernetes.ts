/** One step of a plan in a cluster: looked at first, then written, by preconditions never to another object. */
import { z } from 'zod';
import type { Stamp, StepEnding } from '../engine/apply-ending.ts';
import type { Step, Target } from '../engine/plan.ts';
import { secretDigest } from '../engine/secret-source.ts';
import type { Words } from '../engine/words.ts';
import { asObject, type KubeDoor, type KubeEnding } from './kube-door.ts';
import { APPROVAL_LABEL, holds, isAs, stamped } from './stamped.ts';

export type ClusterStep = Exclude<Step, { readonly do: 'harbor' | 'pull-robot' }>;

const words: Words<{
  readonly notServed: (plural: string) => string;
  readonly another: (name: string) => string;
  readonly taken: (name: string) => string;
  readonly changedSecret: (name: string) => string;
  readonly changed: (name: string) => string;
}> = {
  en: {
    notServed: (plural) => `the cluster does not serve ${plural}`,
    another: (name) => `\`${name}\` is another object now than the one that was looked at`,
    taken: (name) => `\`${name}\` exists already and is not of this approval`,
    changed: (name) => `\`${name}\` is not as it was when this was planned`,
    changedSecret: (name) => `the Secret \`${name}\` has changed since it was looked at`,
  },
};

const CONTENT: Readonly<Record<'merge' | 'strategic', string>> = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

/** `rehearse` asks the API server for a dry run: everything is judged and nothing written. */
export async function writeToCluster(
  step: ClusterStep,
  stamp: Stamp,
  door: KubeDoor,
  how: 'write' | 'rehearse',
): Promise<StepEnding> {
  const { kind, namespace, name } = step.target;
  const path = await door.pathOf(kind, namespace, name);
  if (path === null) return { ended: 'refused', says: words.en.notServed(kind.plural) };
  const at: At = { path, door, how, stamp };
  switch (step.do) {
    case 'patch':
      return patch(step, at);
    case 'create':
      return create(step.target, stamped(step.body, stamp), at);
    case 'delete':
      return remove(step, at);
    case 'evict':
      return evict(step, at);
    case 'copy-secret':
      return copySecret(step, at);
  }
}

interface At {
  readonly path: string;
  readonly door: KubeDoor;
  readonly how: 'write' | 'rehearse';
  readonly stamp: Stamp;
}

const dry = ({ how }: At) => (how === 'rehearse' ? { dryRun: 'All' as const } : {});

async function patch(step: Extract<Step, { do: 'patch' }>, at: At): Promise<StepEnding> {
  const { path, door, stamp } = at;
  const body = stamped(step.body, stamp);
  const now = await door.put({ method: 'GET', path });
  if (now.ended === 'unsure') return now;
  if (now.status !== 200) return refused(now);
  if (asObject(now.body)?.metadata.uid !== step.uid)
    return { ended: 'refused', says: words.en.another(step.target.name) };
  // A merge patch writes lists whole; a strategic one adds to those that have keys.
  if ((step.how === 'merge' ? isAs : holds)(now.body, body)) return { ended: 'was-done' };
  const met = step.how === 'merge' ? isAs : holds;
  if (step.was !== undefined && !met(now.body, step.was))
    return { ended: 'refused', says: words.en.changed(step.target.name) };
  // What was looked at is what is written over: somebody's write in between makes the server refuse (409).
  const seen = step.was === undefined ? undefined : asObject(now.body)?.metadata.resourceVersion;
  const metadata = {
    ...(body['metadata'] as object | undefined),
    uid: step.uid,
    ...(seen === undefined ? {} : { resourceVersion: seen }),
  };
  const answer = await door.put({
    method: 'PATCH',
    path,
    body: { ...body, metadata },
    contentType: CONTENT[step.how],
    ...dry(at),
  });
  if (seen !== undefined && answer.ended === 'answered' && answer.status === 409)
    return { ended: 'unsure', says: answer.says };
  return written(answer);
}

async function create(target: Target, given: Readonly<Record<string, unknown>>, at: At): Promise<StepEnding> {
  const { door, stamp } = at;
  const folder = await door.pathOf(target.kind, target.namespace);
  if (folder === null) return { ended: 'refused', says: words.en.notServed(target.kind.plural) };
  const metadata = given['metadata'] as { readonly labels?: object } | undefined;
  const labels = { ...metadata?.labels, [APPROVAL_LABEL]: stamp.approval };
  const body = {
    ...given,
    metadata: { ...metadata, name: target.name, namespace: target.namespace, labels },
  };
  const answer = await door.put({ method: 'POST', path: folder, body, ...dry(at) });
  if (answer.ended !== 'answered' || answer.status !== 409) return { ...written(answer), ...made(answer) };
  const there = await door.put({ method: 'GET', path: at.path });
  if (there.ended === 'unsure') return there;
  if (there.status !== 200) return refused(there);
  const ours = asObject(there.body)?.metadata.labels?.[APPROVAL_LABEL] === stamp.approval;
  return ours
    ? { ended: 'was-done', ...made(there) }
    : { ended: 'refused', says: words.en.taken(target.name), code: 'taken' };
}

async function remove(step: Extract<Step, { do: 'delete' }>, at: At): Promise<StepEnding> {
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    // Without a word of it the API server leaves a Job's pods where they are.
    propagationPolicy: 'Background',
    preconditions: { uid: stamped(step.uid, at.stamp) },
  };
  return gone(await at.door.put({ method: 'DELETE', path: at.path, body, ...dry(at) }));
}

async function evict(step: Extract<Step, { do: 'evict' }>, at: At): Promise<StepEnding> {
  const { namespace, name } = step.target;
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { namespace, name },
    deleteOptions: {
      preconditions: { uid: step.uid },
      ...(at.how === 'rehearse' ? { dryRun: ['All'] } : {}),
    },
  };
  return gone(await at.door.put({ method: 'POST', path: `${at.path}/eviction`, body, ...dry(at) }));
}

const SecretBody = z.object({ type: z.string(), data: z.record(z.string(), z.string()).default({}) });

/** The login lives in this function alone. */
async function copySecret(step: Extract<Step, { do: 'copy-secret' }>, at: At): Promise<StepEnding> {
  const { from, target } = step;
  const path = await at.door.pathOf(target.kind, from.namespace, from.name);
  const answer = await at.door.put({ method: 'GET', path: path ?? '' });
  if (answer.ended === 'unsure') return answer;
  if (answer.status !== 200) return refused(answer);
  const secret = SecretBody.parse(answer.body);
  if (secretDigest(secret) !== from.digest)
    return { ended: 'refused', says: words.en.changedSecret(from.name) };
  return create(target, { apiVersion: 'v1', kind: 'Secret', ...secret }, at);
}

/** The uid of what was created: its way back deletes that and nothing else of the name. */
function made(answer: KubeEnding): { readonly made?: string } {
  const uid = answer.ended === 'answered' ? asObject(answer.body)?.metadata.uid : undefined;
  return uid === undefined ? {} : { made: uid };
}

function written(answer: KubeEnding): StepEnding {
  if (answer.ended === 'unsure') return answer;
  return answer.status < 300 ? { ended: 'written' } : refused(answer);
}

/** What is not there any more need not be deleted; nor what is another object by now (409 of the uid). */
function gone(answer: KubeEnding): StepEnding {
  if (answer.ended === 'answered' && (answer.status === 404 || answer.status === 409))
    return { ended: 'was-done' };
  return written(answer);
}

/** The server's own trouble may pass; a no of admission, rights or a disruption budget does not. */
function refused(answer: Extract<KubeEnding, { ended: 'answered' }>): StepEnding {
  const passing = answer.status >= 500 || (answer.status === 429 && !/disruption budget/i.test(answer.says));
  const says = `${answer.status} ${answer.says}`;
  return passing ? { ended: 'unsure', says } : { ended: 'refused', says };
}
